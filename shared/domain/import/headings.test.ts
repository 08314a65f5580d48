import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldDefinition, type KindDefinition } from '../kinds/kind.ts'
import { damagedCell, UNCALCULATED } from './cells.ts'
import { headingRowTest, mapHeadings } from './headings.ts'
import { eventOf, kindOf } from './mixed.ts'
import { bareForm, editDistance, fullForm } from './normalise.ts'

const source = { mark: 'default', ref: 'test' } as const

const field = (
  id: string,
  shortName: string,
  zh: string,
  synonyms: readonly string[] = [],
  more: Partial<FieldDefinition> = {},
): FieldDefinition => ({
  id,
  shortName,
  label: { zh, en: id.replace(/[A-Z]/g, c => ` ${c.toLowerCase()}`) },
  section: 'holder',
  type: { type: 'text', maxLength: 200 },
  obligation: 'mandatory',
  entry: 'clerk',
  synonyms,
  example: 'x',
  source,
  ...more,
})

const kind = (id: KindDefinition['id'], standard: string, zh: string, fields: FieldDefinition[]) =>
  ({ id, standard, name: { zh, en: id }, typeCode: `type-${id}`, fields }) as unknown as KindDefinition

const entertainment = kind('entertainment', 'C0316-2022', '娱乐经营许可证', [
  field('licenceNumber', 'ZZBH', '证照编号', ['编号', '许可证号'], { entry: 'issue' }),
  field('holderName', 'CZZT', '单位名称', ['企业名称', '场所名称', 'place_name']),
  field('holderCode', 'CZZTDM', '统一社会信用代码', ['信用代码']),
  field('address', 'KZ_ZS', '住所（注册地址）', ['地址', '住所地址']),
  field('usableArea', 'KZ_SYMJ', '使用面积'),
  field('validFrom', 'ZZYXQQSRQ', '有效期开始', ['有效期起', '有效期']),
  field('validTo', 'ZZYXQJZRQ', '有效期截止', ['有效期止', '有效期']),
  field('capacity', 'KZ_HDRS', '核定人数', [], { obligation: 'optional' }),
])
const guide = kind('tour-guide', 'C0313-2022', '导游证', [field('holderName', 'CZZT', '姓名')])
const qualification = kind('guide-qualification', 'C0313-2022', '导游资格证书', [
  field('holderName', 'CZZT', '姓名'),
])
const kinds = [entertainment, guide, qualification]

describe('headings to fields', () => {
  it('knows labels, ids, short names and synonyms in any dress', () => {
    const { columns, unknown, missing } = mapHeadings(entertainment, [
      ' *单位 名称（必填）',
      'ＣＺＺＴＤＭ',
      '住所\n（注册地址）：',
      '使用面积（㎡）',
      '有效期（起）',
      'valid To',
      '编号',
    ])
    expect([...columns.values()]).toEqual([
      'holderName',
      'holderCode',
      'address',
      'usableArea',
      'validFrom',
      'validTo',
      'licenceNumber',
    ])
    expect(unknown).toEqual([])
    expect(missing).toEqual([])
  })
  it('maps neither of two columns for one field, nor one column for two fields', () => {
    const map = mapHeadings(entertainment, ['单位名称', '企业名称', '有效期'])
    expect(map.columns.size).toBe(0)
    expect(map.ambiguous).toEqual([
      { headings: ['有效期'], fieldIds: ['validFrom', 'validTo'] },
      { headings: ['单位名称', '企业名称'], fieldIds: ['holderName'] },
    ])
    expect(map.missing).toContain('holderName')
  })
  it('names what is missing, what is unknown, and what an unknown heading nearly is', () => {
    const map = mapHeadings(entertainment, [
      '单位名称',
      '统一社会信用代玛',
      '联系人微信',
      '证照类型',
      '办理事项',
      '序号',
    ])
    expect(map.unknown).toEqual(['统一社会信用代玛', '联系人微信'])
    expect(map.suggestions).toEqual(new Map([['统一社会信用代玛', ['holderCode']]]))
    expect(map.missing).toEqual(['holderCode', 'address', 'usableArea', 'validFrom', 'validTo'])
    expect(map.special).toEqual(
      new Map([
        ['kind', '证照类型'],
        ['event', '办理事项'],
        ['sequence', '序号'],
      ]),
    )
  })
  it('takes 证照名称 for the kind only where nothing else names it', () => {
    const named = kind('entertainment', 'C0316-2022', '娱乐经营许可证', [
      field('certName', 'ZZMC', '证照名称', [], { entry: 'issue' }),
      field('holderName', 'CZZT', '单位名称'),
    ])
    const alone = mapHeadings(named, ['证照名称', '单位名称'])
    expect([alone.special.get('kind'), alone.columns.size]).toEqual(['证照名称', 1])
    const both = mapHeadings(named, ['证照名称', '证照类型'])
    expect([both.special.get('kind'), both.columns.get('证照名称')]).toEqual(['证照类型', 'certName'])
  })
  it('puts every heading in exactly one place', () => {
    const names = ['单位名称', 'ZZMC', '企业名称', '有效期', '地址', '证照类型', '序号', '胡写']
    const heading = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(fc.uniqueArray(heading), headings => {
        const map = mapHeadings(entertainment, headings)
        const placed = [
          ...map.columns.keys(),
          ...map.special.values(),
          ...map.unknown,
          ...map.ambiguous.flatMap(a => a.headings),
        ]
        expect(placed.sort()).toEqual([...headings].sort())
      }),
    )
  })
  it('tells the heading row from titles, remarks and data', () => {
    const test = headingRowTest(kinds)
    expect(test(['序号', '单位名称', '信用代码', '其他'])).toBe(true)
    expect(test(['娱乐经营许可证导入表', null, null])).toBe(false)
    expect(test(['制表单位：某局', '日期：2026年3月1日'])).toBe(false)
    expect(test(['1', '某某歌舞厅', '91310000MA1K35KX8A', 200])).toBe(false)
  })
})

describe('mixed files', () => {
  it.each([
    ['娱乐经营许可证', 'entertainment'],
    [' 《娱乐经营许可证》', 'entertainment'],
    ['娱乐', 'entertainment'],
    ['C0316', 'entertainment'],
    ['c0316-2022', 'entertainment'],
    ['tour-guide', 'tour-guide'],
    ['导游资格证', 'guide-qualification'],
  ])('%s is %s', (cell, id) => {
    expect(kindOf(kinds, cell)).toEqual({ ok: true, value: id })
  })
  it('does not choose between the two documents of C0313, and says what can be written', () => {
    const both = kindOf(kinds, 'C0313')
    expect(!both.ok && both.error.data).toEqual({ kinds: ['tour-guide', 'guide-qualification'] })
    const none = kindOf(kinds, '营业执照')
    expect(!none.ok && none.error.next?.zh).toContain('娱乐经营许可证、导游证')
  })
  it('knows the events by the words of the counter', () => {
    expect(eventOf('遗失补办')).toEqual({ ok: true, value: 'reissue' })
    expect(eventOf('')).toEqual({ ok: true, value: 'new' })
    expect(eventOf('Renew')).toEqual({ ok: true, value: 'renew' })
    expect(eventOf('随便').ok).toBe(false)
  })
})

describe('damaged cells', () => {
  it('names errors of the spreadsheet and lost digits, and lets good values pass', () => {
    for (const bad of ['#N/A', '#REF!', UNCALCULATED, 1.10101199003071e17, '1.10101E+17'])
      expect(damagedCell(bad)).toBeDefined()
    for (const good of [
      '#1 店',
      '110101199003071234',
      123456789012345,
      '1.5E+3',
      null,
      '',
      true,
      { serial: 45000 },
    ])
      expect(damagedCell(good)).toBeUndefined()
  })
})

describe('normal forms', () => {
  it('folds width, case, marks and brackets', () => {
    expect(fullForm('（１）＊ 有效期（起）：')).toBe('有效期起')
    expect(fullForm('1.单位名称')).toBe('单位名称')
    expect(bareForm('使用面积【平方米】')).toBe('使用面积')
  })
  it('is not changed by blanks, marks and width', () => {
    const letters = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'Z', '证', '照', '号') })
    fc.assert(
      fc.property(letters, text => {
        const wide = text.replace(/[a-z]/gi, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        expect(fullForm(` *${[...wide].join(' \n')}（必填）：`)).toBe(text.toLowerCase())
      }),
    )
  })
  it('measures steps like a metric', () => {
    expect(editDistance('单位名称', '单位称名')).toBe(1)
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', '证', '照') })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const d = editDistance(a, b)
        expect(d).toBe(editDistance(b, a))
        expect(d === 0).toBe(a === b)
        expect(d).toBeGreaterThanOrEqual(Math.abs([...a].length - [...b].length))
        expect(d).toBeLessThanOrEqual(Math.max([...a].length, [...b].length))
      }),
    )
  })
})
