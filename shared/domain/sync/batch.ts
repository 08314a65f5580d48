import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import { utf8 } from '../../kernel/bytes.ts'
import { type OutboxRecord } from './chain.ts'
import { type Receipt } from './receipt.ts'

/** As many records as one batch holds, and as many bytes; a workstation stops at whichever comes first. */
export const BATCH_LIMITS = { records: 1_000, bytes: 8 * 1024 * 1024, recordBytes: 256 * 1024 } as const

export interface BatchLimits {
  readonly records: number
  readonly bytes: number
  readonly recordBytes: number
}

/** Bytes of the record on the wire. */
export const recordBytes = (record: OutboxRecord): number =>
  utf8(canonicalJson(record as unknown as Json)).length

export interface ChosenBatch {
  readonly records: readonly OutboxRecord[]
  /** Larger than any batch may carry: they step aside, so that they delay no other. */
  readonly tooLarge: readonly OutboxRecord[]
}

/**
 * The next batch out of records that may go (fronts of free lanes, by number): as many as fit, in their order, and at least
 * one where any fits at all.
 */
export function chooseBatch(ready: Iterable<OutboxRecord>, limits: BatchLimits = BATCH_LIMITS): ChosenBatch {
  const records: OutboxRecord[] = []
  const tooLarge: OutboxRecord[] = []
  let bytes = 0
  for (const record of ready) {
    if (records.length >= limits.records) break
    const size = recordBytes(record) + 1 // a comma stands between two
    if (size > limits.recordBytes) {
      tooLarge.push(record)
      continue
    }
    if (records.length > 0 && bytes + size > limits.bytes) break
    records.push(record)
    bytes += size
  }
  return { records, tooLarge }
}

export interface SentBatch {
  readonly batchId: string
  readonly workstationId: string
  readonly records: readonly Pick<OutboxRecord, 'seq' | 'recordId' | 'hash'>[]
}

export type ReceiptFault =
  | 'other-workstation'
  | 'other-batch'
  | 'verdict-missing'
  | 'verdict-of-another-record'
  | 'verdict-twice'
  | 'returned-without-reason'

/**
 * Whether the receipt answers exactly this batch: each of its records once, as it was sent, and none besides. Undefined when
 * it does. A receipt that says less, more or other settles nothing.
 */
export function receiptFault(batch: SentBatch, receipt: Receipt): ReceiptFault | undefined {
  if (receipt.workstationId !== batch.workstationId) return 'other-workstation'
  if (receipt.batchId !== batch.batchId) return 'other-batch'
  const open = new Map(batch.records.map(record => [record.seq, record]))
  const answered = new Set<number>()
  for (const verdict of receipt.verdicts) {
    if (answered.has(verdict.seq)) return 'verdict-twice'
    const record = open.get(verdict.seq)
    if (record?.recordId !== verdict.recordId || record.hash !== verdict.hash)
      return 'verdict-of-another-record'
    if (verdict.verdict === 'returned' && verdict.reasons.length === 0) return 'returned-without-reason'
    answered.add(verdict.seq)
  }
  return answered.size === open.size ? undefined : 'verdict-missing'
}
