import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRegions, type RegionTable } from '../codes/region.ts'
import { dateFromSerial, parseDateText } from './date-text.ts'
import { displayValue } from './display-value.ts'
import { EXAMPLES } from './examples.ts'
import { type FieldDefinition, type FieldValue, type KindDefinition, type KindId } from './kind.ts'
import { normaliseValue, type RawValue } from './normalise-value.ts'
import { BUILTIN_KINDS } from './registry.ts'

/** Any code point, halves of surrogate pairs too. */
const anyCharacter = fc.nat(0x10ffff).map(point => String.fromCodePoint(point))

const regions = createRegions(
  JSON.parse(
    readFileSync(new URL('../../../resources/regions/gbt2260.json', import.meta.url), 'utf8'),
  ) as RegionTable,
)
const kind = (id: KindId): KindDefinition => BUILTIN_KINDS.find(k => k.id === id)!
const fieldOf = (k: KindDefinition, id: string): FieldDefinition => k.fields.find(f => f.id === id)!
const read = (k: KindId, id: string, raw: RawValue) => {
  const result = normaliseValue(kind(k), fieldOf(kind(k), id), raw, regions)
  return result.ok ? result.value : result.error.code
}
const show = (k: KindId, id: string, value: FieldValue) =>
  displayValue(kind(k), fieldOf(kind(k), id), value, regions)

describe('days as clerks write them', () => {
  it.each([
    '2023年3月1日',
    '2023年03月01日',
    '2023-3-1',
    '2023/3/1',
    '2023.3.1',
    '20230301',
    '２０２３－３－１',
    '2023-03-01 00:00:00',
    '2023-03-01T08:09:10.000Z',
    ' 2023年3月1 ',
    '44986',
  ])('reads %s', text => {
    expect(parseDateText(text)).toBe('2023-03-01')
  })
  it.each([
    '2023-2-30',
    '2023-13-01',
    '20231301',
    '1.2.2023',
    '12345678',
    '',
    '2023',
    '三月一日',
    '2023--3-1',
    '99999',
  ])('refuses %j', text => {
    expect(parseDateText(text)).toBeUndefined()
  })
  it('counts serial numbers as spreadsheets do', () => {
    expect(dateFromSerial(1)).toBe('1900-01-01')
    expect(dateFromSerial(59)).toBe('1900-02-28')
    expect(dateFromSerial(60)).toBeUndefined()
    expect(dateFromSerial(61)).toBe('1900-03-01')
    expect(dateFromSerial(44986.99)).toBe('2023-03-01')
    expect(dateFromSerial(2_958_465)).toBe('9999-12-31')
    for (const n of [0, -1, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY])
      expect(dateFromSerial(n)).toBeUndefined()
  })
})

describe('values from forms and files', () => {
  it('reads days, serials and no end', () => {
    expect(read('entertainment', 'firstIssueDate', { serial: 44986 })).toBe('2023-03-01')
    expect(read('entertainment', 'firstIssueDate', 44986)).toBe('2023-03-01')
    expect(read('entertainment', 'firstIssueDate', 20230301)).toBe('2023-03-01')
    expect(read('travel-agency', 'validTo', '长期')).toBeNull()
    expect(read('entertainment', 'issueDate', '长期')).toBe('value-unreadable')
  })
  it('reads labels, synonyms and codes', () => {
    expect(read('tour-guide', 'level', '初级导游员')).toBe('junior')
    expect(read('tour-guide', 'level', 'JUNIOR')).toBe('junior')
    expect(read('tour-guide', 'gender', '女')).toBe('2')
    expect(read('tour-guide', 'gender', 2)).toBe('2')
    expect(read('tour-guide', 'level', '顶级')).toBe('value-unreadable')
    expect(read('network-culture', 'scope', '演出剧(节)目')).toEqual(['plays'])
  })
  it('parts lists at every mark, but not inside an entry or brackets', () => {
    expect(
      read(
        'network-culture',
        'scope',
        '利用信息网络经营音乐娱乐产品，演出剧（节）目；表演、展览、比赛活动\n动漫产品。',
      ),
    ).toEqual(['music', 'plays', 'performance', 'exhibition', 'comics'])
    expect(read('network-culture', 'scope', '样例业务（甲、乙）,音乐')).toEqual([
      '样例业务（甲、乙）',
      'music',
    ])
    expect(read('network-culture', 'scope', ['音乐', 'music', ' '])).toEqual(['music'])
    expect(read('travel-agency', 'scope', '国内旅游;入境旅游')).toEqual(['domestic', 'inbound'])
    expect(read('travel-agency', 'scope', '国内旅游、太空旅游')).toBe('value-unreadable')
  })
  it('reads numbers with units, yes and no, regions', () => {
    expect(read('entertainment', 'usableArea', '1,356.50㎡')).toBe('1356.5')
    expect(read('entertainment', 'usableArea', '３５６平方米')).toBe('356')
    expect(read('entertainment', 'usableArea', 356.5)).toBe('356.5')
    expect(read('entertainment', 'usableArea', '约300')).toBe('value-unreadable')
    expect(read('entertainment', 'capacity', '1,200人')).toBe(1200)
    expect(read('entertainment', 'capacity', '12.5')).toBe('value-unreadable')
    expect(read('tour-guide', 'isTourLeader', '是')).toBe(true)
    expect(read('tour-guide', 'isTourLeader', '×')).toBe(false)
    expect(read('tour-guide', 'isTourLeader', false)).toBe(false)
    expect(read('guide-qualification', 'examRegion', '浙江省')).toBe('330000')
    expect(read('guide-qualification', 'examRegion', '330000000000')).toBe('330000')
    expect(read('guide-qualification', 'examRegion', '西湖区')).toBe('value-unreadable')
  })
  it('cleans codes and numbers of licences', () => {
    expect(read('entertainment', 'holderCode', ' 91110000 101623741k')).toBe('91110000101623741K')
    expect(read('network-culture', 'certNo', '京网文[2023]1034-029')).toBe('京网文〔2023〕1034-029号')
    expect(read('entertainment', 'contactPhone', 13800000000)).toBe('13800000000')
    expect(read('tour-guide', 'holderCode', 110105194912310000)).toBe('value-unreadable')
    expect(read('entertainment', 'address', '样例路\n 1号')).toBe('样例路1号')
  })
  it('takes marks of emptiness for nothing', () => {
    for (const mark of ['', ' ', '-', '——', '/', '※※※※※※', 'N/A'])
      expect(read('entertainment', 'principal', mark)).toBeNull()
  })
  it('refuses what is far too long, before it looks at it', () => {
    expect(read('entertainment', 'principal', '长'.repeat(20_001))).toBe('value-unreadable')
    expect(
      read(
        'network-culture',
        'scope',
        Array.from({ length: 1001 }, (_, i) => `${i}`),
      ),
    ).toBe('value-unreadable')
  })
  it('never throws, and keeps what it has understood', () => {
    const anyField = fc
      .constantFrom(...BUILTIN_KINDS)
      .chain(k => fc.tuple(fc.constant(k), fc.constantFrom(...k.fields)))
    const raw: fc.Arbitrary<RawValue> = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
      fc.record({ serial: fc.double() }),
      fc.constantFrom('2023年3月1日', '国内旅游、入境旅游', '12人', '1.50㎡', '是', '女'),
    )
    fc.assert(
      fc.property(anyField, raw, ([k, field], value) => {
        const once = normaliseValue(k, field, value, regions)
        if (!once.ok) {
          expect(once.error.text.zh).toContain(field.label.zh)
          return
        }
        const again = normaliseValue(k, field, once.value as RawValue, regions)
        expect(again).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('values in words', () => {
  it('shows labels, days, lists, units and regions', () => {
    expect(show('network-culture', 'scope', ['music', 'plays', '样例'])).toBe(
      '利用信息网络经营音乐娱乐产品、演出剧（节）目、样例',
    )
    expect(show('travel-agency', 'scope', ['domestic', 'inbound'])).toBe('国内旅游业务、入境旅游业务')
    expect(show('entertainment', 'usableArea', '356.5')).toBe('356.5㎡')
    expect(show('entertainment', 'firstIssueDate', '2023-03-01')).toBe('2023年3月1日')
    expect(show('guide-qualification', 'examRegion', '330000')).toBe('浙江省')
    expect(show('tour-guide', 'isTourLeader', true)).toBe('是')
    expect(show('tour-guide', 'gender', '1')).toBe('男')
    expect(show('travel-agency', 'validTo', null)).toBe('长期')
    expect(show('travel-agency', 'contactName', null)).toBe('')
    expect(show('performance-broker', 'examYear', 2026)).toBe('2026')
  })
  it.each(BUILTIN_KINDS.map(k => [k.id, k] as const))(
    '%s: what is shown is read as the same value',
    (id, k) => {
      for (const example of EXAMPLES[id])
        for (const field of k.fields) {
          const value = example.values[field.id]
          if (value === undefined) continue
          const first = normaliseValue(k, field, value as RawValue, regions)
          expect(first.ok).toBe(true)
          if (!first.ok) continue
          expect(normaliseValue(k, field, displayValue(k, field, first.value, regions), regions)).toEqual(
            first,
          )
        }
    },
  )
  it('reads every label of every table as its code', () => {
    for (const k of BUILTIN_KINDS)
      for (const field of k.fields) {
        if (field.type.type !== 'code' && field.type.type !== 'list') continue
        const { table } = field.type
        for (const entry of k.codeTables.find(t => t.id === table)?.entries ?? [])
          for (const name of [entry.code, entry.label.zh, entry.label.en, ...(entry.synonyms ?? [])])
            expect(normaliseValue(k, field, name)).toMatchObject({
              value: field.type.type === 'list' ? [entry.code] : entry.code,
            })
      }
  })
})
