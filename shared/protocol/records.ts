import { z } from 'zod'
import { OUTBOX_TYPES } from '../domain/sync/chain.ts'
import { type Json } from '../kernel/canonical-json.ts'
import {
  envelopeText,
  idText,
  instantText,
  seqNumber,
  sha256Text,
  wordsSchema,
  workstationEndpoint,
} from './common.ts'

/** As many records as one batch holds, and as many bytes; a workstation stops at whichever comes first. */
export const BATCH_LIMITS = { records: 1_000, bytes: 8 * 1024 * 1024, recordBytes: 256 * 1024 } as const

const json: z.ZodType<Json> = z.json() as never

/** A record of a workstation's outbox as it was hashed: the store hashes it again, and keeps it as it came. */
export const outboxRecordSchema = z.strictObject({
  seq: seqNumber,
  recordId: idText,
  type: z.enum(OUTBOX_TYPES),
  subject: z.string().min(1).max(128),
  payload: json,
  at: instantText,
  prevHash: sha256Text,
  hash: sha256Text,
})

/** The last record of the workstation's chain, whether it has been sent or not: what is missing before it, the store can name. */
export const chainHeadSchema = z.strictObject({ seq: z.int().min(0), hash: sha256Text })

/** Why a record was returned: what the clerk reads, and where the workstation opens. */
export const returnReasonSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{2,63}$/),
  /** GB/T 36903 short name or the path in the payload; null where it is about the whole record. */
  field: z.string().max(64).nullable(),
  /** The rule, in words. */
  rule: wordsSchema,
  value: z.string().max(1_000).nullable(),
  suggestion: z.string().max(1_000).nullable(),
})

export type ReturnReason = z.output<typeof returnReasonSchema>

/**
 * `accepted`: taken over now. `already`: the same record, byte for byte, was taken over before. `returned`: kept in the
 * chain as received, but not taken over; a later record that names it in `corrects` takes its place.
 */
export const verdictSchema = z.strictObject({
  seq: seqNumber,
  recordId: idText,
  hash: sha256Text,
  verdict: z.enum(['accepted', 'already', 'returned']),
  reasons: z.array(returnReasonSchema).max(20),
})

export type RecordVerdict = z.output<typeof verdictSchema>

/** The payload of a receipt, an envelope of type `receipt` signed under the store's root. */
export const receiptSchema = z.strictObject({
  receiptId: idText,
  workstationId: z.string(),
  batchId: idText,
  at: instantText,
  verdicts: z.array(verdictSchema).max(BATCH_LIMITS.records),
  /** Ranges of the workstation's chain, up to the head that it named, that the store has not got yet; the first hundred. */
  missing: z.array(z.tuple([seqNumber, seqNumber])).max(100),
})

export type Receipt = z.output<typeof receiptSchema>

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
