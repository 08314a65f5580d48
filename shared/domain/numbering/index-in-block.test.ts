import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, type Instant } from '../../kernel/instant.ts'
import { numberAt, type NumberBlock } from './block.ts'
import { indexInBlock } from './index-in-block.ts'

const block = (template: string, counters: NumberBlock['counters'], count: number): NumberBlock => ({
  blockId: 'B',
  kind: 'network-culture',
  workstationId: 'WS-110000-01',
  issuerCode: '11110000000021135M',
  selector: {},
  template,
  counters,
  count,
  lentAt: '2026-01-02T03:04:05.006Z' as Instant,
  validUntil: '2026-12-31' as CivilDate,
})

/** Letters, digits and holes in any order; counters start anywhere that leaves room. */
const blocks = fc
  .record({
    holes: fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 3 }),
    texts: fc.array(fc.stringMatching(/^[京A-Z0-9〔〕-]{0,4}$/u), { minLength: 4, maxLength: 4 }),
    count: fc.integer({ min: 1, max: 60 }),
    from: fc.integer({ min: 0, max: 39 }),
  })
  .map(({ holes, texts, count, from }) => {
    const names = ['a', 'bb', 'ccc']
    const template = holes.map((width, i) => `${texts[i]}{${names[i]}:${width}}`).join('') + texts[3]
    const counters = Object.fromEntries(holes.map((_, i) => [names[i]!, { from: from }]))
    return block(template, counters, count)
  })

describe('the place of a number in a block', () => {
  it('is the one that the number was made from', () => {
    fc.assert(
      fc.property(blocks, fc.nat({ max: 59 }), (b, n) => {
        const index = n % b.count
        expect(indexInBlock(b, numberAt(b, index))).toBe(index)
      }),
    )
  })
  it('is told of no other text: what it tells makes that very text', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.nat({ max: 59 }),
        fc.nat({ max: 30 }),
        fc.constantFrom('0', '9', 'X', ''),
        (b, n, at, put) => {
          const number = numberAt(b, n % b.count)
          const bent = number.slice(0, at % number.length) + put + number.slice((at % number.length) + 1)
          const index = indexInBlock(b, bent)
          const all = Array.from({ length: b.count }, (_, i) => numberAt(b, i))
          expect(index).toBe(all.includes(bent) ? all.indexOf(bent) : undefined)
        },
      ),
    )
  })
  it('asks every counter, not only the first', () => {
    const b = block(
      '京网文〔2026〕{national:4}-{local:3}号',
      { national: { from: 1034 }, local: { from: 29 } },
      50,
    )
    expect(indexInBlock(b, '京网文〔2026〕1035-030号')).toBe(1)
    expect(indexInBlock(b, '京网文〔2026〕1035-031号')).toBeUndefined()
    expect(indexInBlock(b, '京网文〔2026〕1084-079号')).toBeUndefined()
    expect(indexInBlock(b, '京网文〔2026〕1033-028号')).toBeUndefined()
    expect(indexInBlock(b, '')).toBeUndefined()
  })
})
