import fc from 'fast-check'
import iconv from 'iconv-lite'
import { crc32 as zlibCrc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { utf8Scanner } from './csv/encoding.ts'
import { findSeparator } from './csv/open-csv.ts'
import { columnName } from './raw-table.ts'
import { columnOf } from './xlsx/sheet-rows.ts'
import { meaningOf } from './xlsx/styles.ts'
import { escapeText, unescapeText } from './xlsx/text.ts'
import { crc32 } from '../../shared/kernel/crc32.ts'

describe('small parts', () => {
  it('judges UTF-8 as the platform does, however the bytes are cut', () => {
    const near = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }).map(s => Buffer.from(s)),
      fc
        .array(
          fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5),
          { maxLength: 8 },
        )
        .map(a => Uint8Array.from(a)),
    )
    fc.assert(
      fc.property(near, fc.nat(12), (bytes, cut) => {
        let valid = true
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes)
        } catch {
          valid = false
        }
        const scanner = utf8Scanner()
        scanner.feed(bytes.subarray(0, cut))
        scanner.feed(bytes.subarray(cut))
        expect(scanner.end().errorAt === undefined).toBe(valid)
      }),
      { numRuns: 1000 },
    )
  })
  it('never takes Chinese in GB18030 for eight whole characters of UTF-8', () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map(c => String.fromCodePoint(c)),
      minLength: 1,
      maxLength: 200,
    })
    fc.assert(
      fc.property(han, text => {
        const scanner = utf8Scanner()
        scanner.feed(iconv.encode(text, 'gb18030'))
        expect(scanner.end().more).toBeLessThanOrEqual(8)
      }),
      { numRuns: 500 },
    )
  })
  it('finds the separator that rows agree on', () => {
    expect(findSeparator('标题，无\n甲\t乙\t丙\n1,5\t2\t3\n')).toBe('\t')
    expect(findSeparator('甲;乙\n"a,b,c";2\n"a,b,c";3\n')).toBe(';')
    expect(findSeparator('甲')).toBe(',')
  })
  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
    const all = Array.from({ length: 16_384 }, (_, i) => i)
    expect(all.map(i => columnOf(`${columnName(i)}7`))).toEqual(all)
    expect([columnOf('XFE1'), columnOf('1'), columnOf('')]).toEqual([undefined, undefined, undefined])
  })
  it.each([
    ['yyyy-mm-dd', 'date'],
    ['[$-804]yyyy"年"m"月";@', 'date'],
    ['[h]:mm', 'date'],
    ['General', undefined],
    ['#,##0.00_);[Red](#,##0.00)', undefined],
    ['0.00E+00', undefined],
    ['0"元/m²"', undefined],
    ['@', undefined],
    ['00000000', { zeros: 8 }],
  ])('number format %s', (code, meaning) => {
    expect(meaningOf(code)).toEqual(meaning)
  })
  it('writes any text so that it is read back, but for half characters', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
            fc.constantFrom('_x0041_', '_x', '\r', '\ud800'),
          ),
        }),
        text => {
          const xml = escapeText(text)
          const back = xml
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&quot;', '"')
            .replaceAll('&amp;', '&')
          expect(unescapeText(back)).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'))
        },
      ),
    )
  })
  it('sums as zlib does, in one go or in pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes))
      }),
    )
  })
})
