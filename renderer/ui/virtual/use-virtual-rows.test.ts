import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrollFor, spanOf } from './use-virtual-rows.ts'

describe('virtual rows', () => {
  it('are all drawn up to 200, above that those in sight and a few more', () => {
    expect(spanOf(200, 36, 0, 360)).toEqual({ first: 0, end: 200 })
    expect(spanOf(100_000, 36, 36_000, 360)).toEqual({ first: 992, end: 1018 })
    expect(spanOf(100_000, 36, 1e9, 360)).toEqual({ first: 99_991, end: 100_000 })
  })

  it('hold every row that is in sight', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(4_000_000), fc.nat(2_000), (count, top, height) => {
        const { first, end } = spanOf(count, 36, top, height)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(count)
        for (let row = 0; row < count; row += 97)
          if ((row + 1) * 36 > top && row * 36 < top + height) {
            expect(row).toBeGreaterThanOrEqual(first)
            expect(row).toBeLessThan(end)
          }
      }),
    )
  })

  it('scroll no further than a row needs', () => {
    expect(scrollFor(5, 36, 0, 360)).toBeUndefined()
    expect(scrollFor(10, 36, 0, 360)).toBe(36)
    expect(scrollFor(2, 36, 360, 360)).toBe(72)
  })
})
