import { describe, expect, it } from 'vitest'
import { headingRowTest } from '../../../shared/domain/import/headings.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { bookOf, bookParts, cellsOf, fileReader, inline, rowOf, testFolder, zipOf } from './hand-made.ts'

const read = fileReader(testFolder())
const head = rowOf(1, inline('单位名称'), inline('编号'))

describe('cells of a workbook', () => {
  it('reads shared, rich, inline and formula texts, without phonetic runs', async () => {
    const shared =
      '<si><t>单位名称</t></si><si><t>编号</t></si>' +
      '<si><r><rPr><b/></rPr><t xml:space="preserve">东京 </t></r><r><t>课税</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>' +
      '<si><t>a&amp;b &lt;c&gt; &#x20BF;_x000D__x005F_x0041_</t></si><si/>'
    const data =
      rowOf(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>') +
      rowOf(2, '<c r="A2" t="s"><v>2</v></c>', '<c r="B2" t="s"><v>3</v></c>') +
      rowOf(3, '<c r="A3" t="str"><f>A1&amp;"x"</f><v> x </v></c>', '<c r="B3" t="s"><v>4</v></c>')
    expect(cellsOf(await read('a.xlsx', bookOf({ sheets: { 一: data }, shared })))).toEqual([
      ['东京 课税', 'a&b <c> ₿\r_x0041_'],
      [' x ', null],
    ])
  })
  it('reads booleans, errors, numbers, ISO dates, and formulas that were never calculated', async () => {
    const data =
      head +
      rowOf(2, '<c t="b"><v>1</v></c>', '<c t="e"><v>#N/A</v></c>') +
      rowOf(3, '<c><v>1.5E3</v></c>', '<c t="d"><v>2023-03-01T00:00:00</v></c>') +
      rowOf(4, '<c><f>B2</f></c>', '<c><v>110101199003071234</v></c>')
    expect(cellsOf(await read('b.xlsx', bookOf({ sheets: { 一: data } })))).toEqual([
      [true, '#N/A'],
      [1500, '2023-03-01'],
      ['#FORMULA!', '110101199003071234'],
    ])
  })
  it('tells dates by style, in both date systems, and keeps leading zeros that a style shows', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="[Red]0.00&quot;day&quot;"/><numFmt numFmtId="178" formatCode="000000"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs>'
    const cells = [0, 1, 2, 3].map(s => `<c s="${s}"><v>44986</v></c>`)
    const data =
      rowOf(1, ...['一', '二', '三', '四', '五'].map(inline)) + rowOf(2, ...cells, '<c s="4"><v>12</v></c>')
    const date = { serial: 44986 }
    expect(cellsOf(await read('c.xlsx', bookOf({ sheets: { 一: data }, styles })))).toEqual([
      [44986, date, date, 44986, '000012'],
    ])
    const mac = await read('d.xlsx', bookOf({ sheets: { 一: data }, styles, date1904: true }))
    expect(cellsOf(mac)[0]?.[1]).toEqual({ serial: 44986 + 1462 })
  })
  it('reads parts whose tags have a prefix, and stored parts', async () => {
    const data =
      '<x:row r="1"><x:c t="str"><x:v>甲</x:v></x:c><x:c t="str"><x:v>乙</x:v></x:c></x:row><x:row r="2"><x:c><x:v>7</x:v></x:c></x:row>'
    const parts = bookParts({ sheets: { 一: data }, prefix: 'x' }).map(
      ([n, c]) => [n, c, { stored: true }] as const,
    )
    expect(cellsOf(await read('e.xlsx', zipOf(parts)))).toEqual([[7, null]])
  })
})

describe('where the table is', () => {
  it('passes over titles, empty rows, hidden sheets and a cover', async () => {
    const sheets = {
      封面: rowOf(1, inline('填写说明')),
      '旧数据|hidden': head + rowOf(2, inline('旧'), inline('1')),
      数据:
        rowOf(2, inline('2026年导入表')) +
        rowOf(4, inline('单位名称'), inline(' 统一\n代码 ')) +
        rowOf(5, '<c/>') +
        rowOf(9, '<c r="B9"><v>1</v></c>'),
      后: head,
    }
    const table = await read('a.xlsx', bookOf({ sheets }))
    expect(table.head).toEqual({
      format: 'xlsx',
      sheet: '数据',
      headings: ['单位名称', '统一 代码'],
      headingRow: 4,
    })
    expect(table.rows).toEqual([{ row: 9, cells: { 单位名称: null, '统一 代码': 1 } }])
  })
  it('prefers the row and the sheet whose headings are known', async () => {
    const field = (id: string, zh: string) => ({ id, shortName: id, label: { zh, en: id }, synonyms: [] })
    const kind = {
      fields: [field('holderName', '单位名称'), field('no', '编号')],
    } as unknown as KindDefinition
    const remark = rowOf(1, inline('制表单位：某局'), inline('制表日期：某日'))
    const sheets = {
      说明: remark + rowOf(2, inline('一'), inline('二')),
      数据: remark + rowOf(2, inline('单位名称'), inline('编号')) + rowOf(3, inline('甲')),
    }
    const table = await read('b.xlsx', bookOf({ sheets }), { isHeadingRow: headingRowTest([kind]) })
    expect(table.head).toMatchObject({ sheet: '数据', headingRow: 2 })
    expect(table.rows).toHaveLength(1)
  })
  it('does not drop a value without a heading in silence', async () => {
    const table = await read(
      'c.xlsx',
      bookOf({ sheets: { 一: head + rowOf(2, inline('甲'), inline('1'), inline('多')) } }),
    )
    expect(table.rows?.[0]?.cells).toEqual({ 单位名称: '甲', 编号: '1', '〔C列无表头〕': '多' })
  })
  it('keeps a heading that is named like a part of every object', async () => {
    const table = await read(
      'd.xlsx',
      bookOf({
        sheets: { 一: rowOf(1, inline('__proto__'), inline('编号')) + rowOf(2, inline('x'), inline('1')) },
      }),
    )
    expect(Object.entries(table.rows?.[0]?.cells ?? {})).toEqual([
      ['__proto__', 'x'],
      ['编号', '1'],
    ])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
  it('goes on exactly behind a row', async () => {
    const data = head + [3, 4, 7, 8, 20].map(r => rowOf(r, inline(`行${r}`), inline('1'))).join('')
    const book = bookOf({ sheets: { 一: data } })
    const all = await read('e.xlsx', book)
    for (const after of [0, 1, 3, 5, 7, 20, 99]) {
      const rest = await read('f.xlsx', book, {}, after)
      expect(rest.rows).toEqual(all.rows?.filter(r => r.row > after))
    }
  })
})

describe('workbooks that are refused', () => {
  const sheet = (data: string) => bookOf({ sheets: { 一: data } })
  const withParts = (...more: Parameters<typeof zipOf>[0]) =>
    zipOf([...bookParts({ sheets: { 一: head } }), ...more])
  const ole = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024), Buffer.from(name, 'utf16le')])
  const big = rowOf(1, inline('甲'), inline('乙'), `<c r="GS1"><v>1</v></c>`)
  it.each([
    ['two parts of one name', withParts(['XL/workbook.xml', '<a/>']), 'file-unreadable', '重名'],
    ['a name that climbs', withParts(['../../etc/cron.d/x', 'x']), 'file-unreadable', '不安全'],
    [
      'a DTD',
      zipOf(
        bookParts({ sheets: { 一: head } }).map(([n, c]) => [
          n,
          n.endsWith('sheet1.xml') ? `<!DOCTYPE a [<!ENTITY x "y">]>${String(c)}` : c,
        ]),
      ),
      'file-unreadable',
      'DTD',
    ],
    ['an entity of its own', sheet(rowOf(1, inline('a').replace('>a<', '>&x;<'))), 'file-unreadable', 'XML'],
    [
      'an encrypted part',
      zipOf(bookParts({ sheets: { 一: head } }).map(([n, c]) => [n, c, { encrypted: true }])),
      'file-encrypted',
      '加密',
    ],
    ['an encrypted workbook', ole('EncryptedPackage'), 'file-encrypted', '加密'],
    ['an old workbook', ole('Workbook'), 'format-unknown', 'xls'],
    [
      'an unknown compression',
      zipOf(bookParts({ sheets: { 一: head } }).map(([n, c]) => [n, c, { method: 12 }])),
      'file-unreadable',
      '压缩方式',
    ],
    [
      'a wrong checksum',
      zipOf(
        bookParts({ sheets: { 一: head } }).map(([n, c]) => [n, c, n.includes('sheet1') ? { crc: 1 } : {}]),
      ),
      'file-unreadable',
      '损坏',
    ],
    [
      'a wrong size',
      zipOf(
        bookParts({ sheets: { 一: head } }).map(([n, c]) => [n, c, n.includes('sheet1') ? { size: 5 } : {}]),
      ),
      'file-unreadable',
      '损坏',
    ],
    [
      'a missing sheet',
      zipOf(bookParts({ sheets: { 一: head } }).filter(([n]) => !n.includes('sheet1'))),
      'file-unreadable',
      '缺少',
    ],
    ['half a file', sheet(head).subarray(0, 400), 'file-unreadable', '目录'],
    [
      'a word document',
      zipOf([
        ['[Content_Types].xml', '<a/>'],
        ['word/document.xml', '<a/>'],
      ]),
      'format-unknown',
      '工作簿',
    ],
    ['rows out of order', sheet(rowOf(3, inline('a')) + rowOf(2, inline('b'))), 'file-unreadable', '次序'],
    [
      'cells out of order',
      sheet(rowOf(1, '<c r="B1"><v>1</v></c>', '<c r="A1"><v>1</v></c>')),
      'file-unreadable',
      '次序',
    ],
    ['a string that is not there', sheet(rowOf(1, '<c t="s"><v>9</v></c>')), 'file-unreadable', '共享文本'],
    ['201 columns', sheet(big), 'too-large', '列'],
    ['a long cell', sheet(rowOf(1, inline('甲'.repeat(32_768)))), 'too-large', '字符'],
    [
      'headings twice',
      sheet(rowOf(1, inline('甲'), inline('乙'), inline(' 甲'))),
      'duplicate-heading',
      'A 列和 C 列',
    ],
    ['no headings', sheet(rowOf(1, '<c><v>1</v></c>', '<c><v>2</v></c>')), 'no-headings', '表头'],
    ['no sheet at all', bookOf({ sheets: {} }), 'no-headings', '表头'],
  ])('%s', async (_, bytes, code, word) => {
    const { error } = await read('x.xlsx', bytes)
    expect(error?.code).toBe(code)
    expect(error?.text.zh).toContain(word)
    expect(error?.next?.zh).toBeTruthy()
    expect(error?.text.en).toBeTruthy()
  })
  it('a bomb: 40 MiB in a hundred kilobytes', async () => {
    const bomb = sheet(`${head}${`<x y="${' '.repeat(1000)}"/>`.repeat(40 * 1024)}`)
    expect(bomb.length).toBeLessThan(200_000)
    const { error } = await read('x.xlsx', bomb)
    expect(error).toMatchObject({ code: 'too-large', data: { limit: 200 } })
  })
  it('more than the limits of rows, shared strings and bytes', async () => {
    const rows = head + [2, 3, 4].map(r => rowOf(r, inline('甲'))).join('')
    const some = await read('r.xlsx', sheet(rows), { limits: { rows: 2 } })
    expect(some.rows).toHaveLength(2)
    expect(some.error?.code).toBe('too-large')
    const shared = '<si><t>a</t></si>'.repeat(5)
    const strings = await read('s.xlsx', bookOf({ sheets: { 一: head }, shared }), {
      limits: { sharedStrings: 4 },
    })
    expect(strings.error?.code).toBe('too-large')
    const bytes = await read('t.xlsx', sheet(rows), { limits: { fileBytes: 100 } })
    expect(bytes.error?.code).toBe('too-large')
  })
})
