import { z } from 'zod'
import { type Instant } from '../../kernel/instant.ts'

/** As many verdicts as one receipt holds. */
export const RECEIPT_LIMITS = { verdicts: 1_000, reasons: 20, missing: 100 } as const

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const seq = z.int().min(1)
const inWords = z.strictObject({ zh: z.string().max(2_000), en: z.string().max(2_000) })

/** Why a record was returned: what the clerk reads, and where the workstation opens. */
export const returnReasonSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{2,63}$/),
  /** GB/T 36903 short name or the path in the payload; null where it is about the whole record. */
  field: z.string().max(64).nullable(),
  /** The rule, in words. */
  rule: inWords,
  value: z.string().max(1_000).nullable(),
  suggestion: z.string().max(1_000).nullable(),
})

export type ReturnReason = z.output<typeof returnReasonSchema>

/**
 * `accepted`: taken over now. `already`: the same record, byte for byte, was taken over before. `returned`: kept in the
 * chain as received, but not taken over; a later record that names it in `corrects` takes its place.
 */
export const verdictSchema = z.strictObject({
  seq,
  recordId: id,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  verdict: z.enum(['accepted', 'already', 'returned']),
  reasons: z.array(returnReasonSchema).max(RECEIPT_LIMITS.reasons),
})

export type RecordVerdict = z.output<typeof verdictSchema>

/** The payload of a receipt, an envelope of type `receipt` signed under the store's root. */
export const receiptSchema = z.strictObject({
  receiptId: id,
  workstationId: z.string().max(64),
  batchId: id,
  at: z.iso.datetime({ precision: 3 }).transform(text => text as Instant),
  verdicts: z.array(verdictSchema).max(RECEIPT_LIMITS.verdicts),
  /** Ranges of the workstation's chain, up to the head that it named, that the store has not got yet; the first hundred. */
  missing: z.array(z.tuple([seq, seq])).max(RECEIPT_LIMITS.missing),
})

export type Receipt = z.output<typeof receiptSchema>
