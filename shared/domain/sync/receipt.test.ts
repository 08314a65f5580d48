import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptSchema } from './receipt.ts'

const good = {
  receiptId: 'r-1',
  workstationId: 'WS-110000-01',
  batchId: 'b-1',
  at: '2026-03-02T01:00:00.000Z',
  verdicts: [
    {
      seq: 1,
      recordId: 'a',
      hash: 'a'.repeat(64),
      verdict: 'returned',
      reasons: [
        {
          code: 'holder-missing',
          field: 'CZZT',
          rule: { zh: '必填', en: 'needed' },
          value: null,
          suggestion: null,
        },
      ],
    },
  ],
  missing: [[2, 5]],
}

describe('a receipt', () => {
  it('is read as it was made', () => {
    expect(receiptSchema.parse(structuredClone(good))).toEqual(good)
  })
  it('is nothing else, and nothing more', () => {
    for (const changed of [
      { ...good, more: 1 },
      { ...good, at: 'yesterday' },
      { ...good, missing: [[0, 5]] },
      { ...good, verdicts: [{ ...good.verdicts[0], verdict: 'lost' }] },
      { ...good, verdicts: [{ ...good.verdicts[0], hash: 'A'.repeat(64) }] },
      { ...good, verdicts: Array.from({ length: 1_001 }, () => good.verdicts[0]) },
    ])
      expect(receiptSchema.safeParse(changed).success).toBe(false)
    fc.assert(fc.property(fc.json(), text => !receiptSchema.safeParse(JSON.parse(text)).success))
  })
})
