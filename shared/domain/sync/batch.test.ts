import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant } from '../../kernel/instant.ts'
import { LONGEST_WAIT_MS, waitMs, type Trouble } from './back-off.ts'
import { chooseBatch, receiptFault, recordBytes } from './batch.ts'
import { type OutboxRecord } from './chain.ts'
import { type Receipt, type RecordVerdict } from './receipt.ts'

const record = (seq: number, size: number): OutboxRecord => ({
  seq,
  recordId: `record-${seq}`,
  type: 'status',
  subject: `s-${seq}`,
  payload: { text: '文'.repeat(size) },
  at: '2026-03-02T01:00:00.000Z' as Instant,
  prevHash: '0'.repeat(64),
  hash: 'a'.repeat(64),
})

const someRecords = fc
  .array(fc.nat({ max: 300 }), { maxLength: 40 })
  .map(sizes => sizes.map((size, i) => record(i + 1, size)))
const someLimits = fc.record({
  records: fc.integer({ min: 1, max: 20 }),
  bytes: fc.integer({ min: 1_000, max: 6_000 }),
  recordBytes: fc.integer({ min: 400, max: 1_000 }),
})

describe('the next batch', () => {
  it('is the longest beginning that fits, without what never fits; it is never empty while anything fits', () => {
    fc.assert(
      fc.property(someRecords, someLimits, (ready, limits) => {
        const { records, tooLarge } = chooseBatch(ready, limits)
        const sizes = records.map(one => recordBytes(one) + 1)
        const fits = ready.filter(one => recordBytes(one) + 1 <= limits.recordBytes)
        expect(records).toEqual(fits.slice(0, records.length))
        expect(tooLarge.every(one => recordBytes(one) + 1 > limits.recordBytes)).toBe(true)
        expect(records.length).toBeLessThanOrEqual(limits.records)
        expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(limits.bytes)
        if (fits.length > 0) expect(records.length).toBeGreaterThan(0)
        const next = fits[records.length]
        if (next && records.length < limits.records)
          expect(sizes.reduce((a, b) => a + b, 0) + recordBytes(next) + 1).toBeGreaterThan(limits.bytes)
      }),
    )
  })
})

describe('a receipt', () => {
  const sent = [record(3, 1), record(7, 1), record(8, 1)]
  const batch = { batchId: 'b', workstationId: 'WS', records: sent }
  const reason = { code: 'abc', field: null, rule: { zh: '', en: '' }, value: null, suggestion: null }
  const verdict = (of: OutboxRecord, change: Partial<RecordVerdict> = {}): RecordVerdict => ({
    seq: of.seq,
    recordId: of.recordId,
    hash: of.hash,
    verdict: 'accepted',
    reasons: [],
    ...change,
  })
  const receipt = (verdicts: readonly RecordVerdict[], change: Partial<Receipt> = {}): Receipt => ({
    receiptId: 'r',
    workstationId: 'WS',
    batchId: 'b',
    at: '2026-03-02T01:00:00.000Z' as Instant,
    verdicts: [...verdicts],
    missing: [],
    ...change,
  })
  const all = sent.map(one => verdict(one))
  it('answers each record of its batch once, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), verdicts => {
        expect(receiptFault(batch, receipt(verdicts))).toBeUndefined()
      }),
    )
  })
  it.each([
    ['other-workstation', receipt(all, { workstationId: 'WS-2' })],
    ['other-batch', receipt(all, { batchId: 'b2' })],
    ['verdict-missing', receipt(all.slice(1))],
    ['verdict-twice', receipt([...all, ...all.slice(0, 1)])],
    ['verdict-of-another-record', receipt([...all, verdict(record(9, 1))])],
    ['verdict-of-another-record', receipt([verdict(sent[0]!, { hash: 'b'.repeat(64) }), ...all.slice(1)])],
    ['verdict-of-another-record', receipt([verdict(sent[0]!, { recordId: 'x' }), ...all.slice(1)])],
    ['returned-without-reason', receipt([verdict(sent[0]!, { verdict: 'returned' }), ...all.slice(1)])],
  ] as const)('that is not of this batch settles nothing: %s', (fault, told) => {
    expect(receiptFault(batch, told)).toBe(fault)
  })
  it('may return records, with reasons', () => {
    const returned = verdict(sent[0]!, { verdict: 'returned', reasons: [reason] })
    expect(receiptFault(batch, receipt([returned, ...all.slice(1)]))).toBeUndefined()
  })
})

describe('the wait before the next try', () => {
  const troubles: readonly Trouble[] = ['no-network', 'busy', 'fault', 'certificate', 'clock']
  it('grows, never beyond ten minutes, and is spread over half of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...troubles),
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trouble, failures, random) => {
          const wait = waitMs(trouble, failures, random)
          expect(wait).toBeGreaterThan(0)
          expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS)
          expect(waitMs(trouble, failures + 1, 0)).toBeGreaterThanOrEqual(waitMs(trouble, failures, 0))
          expect(waitMs(trouble, failures, 0) * 2).toBeCloseTo(waitMs(trouble, failures, 1), -1)
        },
      ),
    )
  })
})
