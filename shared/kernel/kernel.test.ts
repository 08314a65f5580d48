import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, fromUtf8, toHex, utf8 } from './bytes.ts'
import { canonicalJson, type Json } from './canonical-json.ts'
import {
  addDays,
  addMonths,
  chineseDate,
  civilDate,
  civilDateOf,
  daysBetween,
  parseCivilDate,
  type CivilDate,
  type Instant,
} from './instant.ts'

const day = (text: string) => text as CivilDate

describe('civil dates', () => {
  it('refuses days that do not exist', () => {
    expect(civilDate(2026, 2, 29)).toBeUndefined()
    expect(civilDate(2024, 2, 29)).toBe('2024-02-29')
    expect(parseCivilDate('2026-13-01')).toBeUndefined()
  })
  it('is the day in China, not in Greenwich', () => {
    expect(civilDateOf('2026-02-28T16:00:00.000Z' as Instant)).toBe('2026-03-01')
    expect(civilDateOf('2026-02-28T15:59:59.999Z' as Instant)).toBe('2026-02-28')
  })
  it('takes 29 February to 28 February and back into December', () => {
    expect(addMonths(day('2024-02-29'), 36)).toBe('2027-02-28')
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(day('2026-12-15'), 12)).toBe('2027-12-15')
    expect(chineseDate(day('2026-03-01'))).toBe('2026年3月1日')
  })
  it('counts days both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), n => {
        expect(daysBetween(day('2024-02-29'), addDays(day('2024-02-29'), n))).toBe(n)
      }),
    )
  })
})

describe('bytes', () => {
  it('goes to hexadecimal and back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), b => {
        expect([...fromHex(toHex(b))]).toEqual([...b])
      }),
    )
    expect(() => fromHex('0g')).toThrow()
  })
  it('goes to UTF-8 and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), s => {
        expect(fromUtf8(utf8(s))).toBe(s)
      }),
    )
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { z: null, a: '证' }], a: true })).toBe(
      '{"a":true,"b":[1,{"a":"证","z":null}]}',
    )
  })
  it('parses back to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = canonicalJson(value as Json)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
      }),
    )
  })
})
