import { z } from 'zod'
import { BATCH_LIMITS } from '../domain/sync/batch.ts'
import { OUTBOX_TYPES } from '../domain/sync/chain.ts'
import {
  receiptSchema,
  returnReasonSchema,
  verdictSchema,
  type Receipt,
  type RecordVerdict,
  type ReturnReason,
} from '../domain/sync/receipt.ts'
import { type Json } from '../kernel/canonical-json.ts'
import { envelopeText, idText, instantText, seqNumber, sha256Text, workstationEndpoint } from './common.ts'

export { BATCH_LIMITS }

const json: z.ZodType<Json> = z.json() as never

/** A record of a workstation's outbox as it was hashed: the store hashes it again, and keeps it as it came. */
export const outboxRecordSchema = z.strictObject({
  seq: seqNumber,
  recordId: idText,
  type: z.enum(OUTBOX_TYPES),
  /** 证照标识, or the number of stock that has none: no control characters, no half characters. */
  subject: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^\p{Cc}\p{Surrogate}]*$/u),
  payload: json,
  at: instantText,
  prevHash: sha256Text,
  hash: sha256Text,
})

/** The last record of the workstation's chain, whether it has been sent or not: what is missing before it, the store can name. */
export const chainHeadSchema = z.strictObject({ seq: z.int().min(0), hash: sha256Text })

export { receiptSchema, returnReasonSchema, verdictSchema }
export type { Receipt, RecordVerdict, ReturnReason }

const receiptAnswer = z.strictObject({ receipt: envelopeText })

export const recordsApi = {
  send: workstationEndpoint({
    method: 'POST',
    path: '/v1/batches',
    summary: 'Takes a batch of outbox records; the same batch twice gives the same receipt.',
    body: z.strictObject({
      batchId: idText,
      head: chainHeadSchema,
      records: z.array(outboxRecordSchema).min(1).max(BATCH_LIMITS.records),
    }),
    maxBytes: BATCH_LIMITS.bytes + 1024 * 1024,
    answer: receiptAnswer,
    /** `chain-broken`: a record is not what its hash says, or the store holds another one under its number. Nothing was taken. */
    codes: ['chain-broken', 'batch-differs'],
  }),
  receipt: workstationEndpoint({
    method: 'GET',
    path: '/v1/batches/{batchId}/receipt',
    summary: 'The receipt of a batch whose answer was lost on the way.',
    params: z.strictObject({ batchId: idText }),
    answer: receiptAnswer,
    codes: ['batch-unknown'],
  }),
} as const
