import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { cellsOf, fileReader, testFolder } from './hand-made.ts'

const at = testFolder()
const read = fileReader(at)
const gb = (text: string) => iconv.encode(text, 'gb18030')

describe('csv encodings', () => {
  const text = '单位名称,编号\r\n某某文化公司𬭎㛃䶮,1\r\n'
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['GB18030', gb(text), 'gb18030'],
    ['ASCII', Buffer.from('name,code\na,1'), 'utf-8'],
    // Both valid UTF-8 of two-byte characters only: 联通's neighbours, the classic mistake.
    [
      'GB18030 that is valid UTF-8 too',
      Buffer.from(
        'c2b7d6a4,c2b7\nc2b7,1'
          .replace(/[,\n]|[0-9a-f]{2}/g, m => (m.length === 2 ? m : m === ',' ? '2c' : '0a'))
          .replace(/1$/, '31'),
        'hex',
      ),
      'gb18030',
    ],
  ])('%s', async (_, bytes, encoding) => {
    const table = await read('a.csv', bytes)
    expect(table.error).toBeUndefined()
    expect(table.head?.encoding).toBe(encoding)
    expect(table.rows).toHaveLength(1)
    if (bytes.length > 30)
      expect(table.rows?.[0]?.cells).toEqual({ 单位名称: '某某文化公司𬭎㛃䶮', 编号: '1' })
  })
  it('tells by the whole file: Chinese only behind 300,000 ASCII characters', async () => {
    const long = `name,code\n${'abcdefgh,12345678\n'.repeat(20_000)}`
    const [u, g] = [
      await read('u.csv', Buffer.from(`${long}证照,1\n`)),
      await read('g.csv', gb(`${long}证照,1\n`)),
    ]
    expect([u.head?.encoding, g.head?.encoding]).toEqual(['utf-8', 'gb18030'])
    expect([u.rows?.at(-1)?.cells['name'], g.rows?.at(-1)?.cells['name']]).toEqual(['证照', '证照'])
  })
  it.each([
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16'],
    ['UTF-8 cut in a character', Buffer.from(text.repeat(9)).subarray(0, -8 - 3), '字节'],
    [
      'UTF-8 with a damaged byte',
      Buffer.concat([Buffer.from(text.repeat(9)), Buffer.from([0xff]), Buffer.from(text)]),
      '字节',
    ],
    ['a mark, but GB18030 behind it', Buffer.concat([Buffer.from('\ufeff'), gb(text)]), '字节'],
    ['neither', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), '字节'],
  ])('refuses %s', async (_, bytes, word) => {
    const { error } = await read('x.csv', bytes)
    expect(error?.code).toBe('encoding-unknown')
    expect(error?.text.zh).toContain(word)
    expect(error?.next?.zh).toContain('另存为')
  })
})

describe('csv', () => {
  it.each([
    ['commas', '甲,乙\n1,"a,b;\tc"\n'],
    ['semicolons', '甲;乙\n1;"a,b;\tc"\n'],
    ['tabs', '甲\t乙\n1\t"a,b;\tc"\n'],
    ['a named separator', 'sep=;\r\n甲;乙\r\n1;"a,b;\tc"\r\n'],
    ['old Macintosh lines', '甲,乙\r1,"a,b;\tc"'],
  ])('parted by %s', async (_, text) => {
    expect(cellsOf(await read('a.csv', text))).toEqual([['1', 'a,b;\tc']])
  })
  it('keeps line breaks and doubled quotes, counts rows as a spreadsheet does, unwraps ="…"', async () => {
    const text = '标题,,\r\n\r\n甲,乙,丙\r\n"第一\r\n行","说""好""",="0012"\r\n,,\r\n 空 格 ,"x" ,=1+1\r\n'
    expect((await read('b.csv', text)).rows).toEqual([
      { row: 4, cells: { 甲: '第一\r\n行', 乙: '说"好"', 丙: '0012' } },
      { row: 6, cells: { 甲: ' 空 格 ', 乙: 'x', 丙: '=1+1' } },
    ])
  })
  it('refuses a file whose quotes do not close before giving any row, and names the row', async () => {
    const open = await read('c.csv', '甲,乙\n1,2\n3,"4\n5,6\n')
    expect(open.head).toBeUndefined()
    expect(open.error).toMatchObject({ code: 'file-unreadable', data: { row: 3, column: 'B' } })
    const behind = await read('d.csv', '甲,乙\n1,2\n"大众"歌舞厅,4\n')
    expect(behind.error).toMatchObject({ data: { row: 3, column: 'A' } })
    const never = await read('e.csv', `甲,乙\n1,2\n3,"${'x\n'.repeat(40_000)}`)
    expect(never.error).toMatchObject({ code: 'file-unreadable', data: { row: 3 } })
  })
  it('refuses what is too wide, and what is no table', async () => {
    const wide = await read('f.csv', `甲,乙\n${'x,'.repeat(201)}y`)
    expect(wide.error?.code).toBe('too-large')
    expect((await read('g.csv', '')).error?.code).toBe('file-unreadable')
    expect((await read('h.csv', '%PDF-1.7')).error?.code).toBe('format-unknown')
    expect((await read('i.xls', '<html><table>')).error?.code).toBe('format-unknown')
    expect((await read('j.bin', Buffer.alloc(50))).error?.code).toBe('format-unknown')
    expect((await read('k.xlsx', 'a,b\n1,2')).error?.code).toBe('file-unreadable')
    const { readTable } = await import('./hand-made.ts')
    expect((await readTable(at('missing.csv'))).error?.text.zh).toContain('不存在')
    expect((await readTable(at('.'))).error?.code).toBe('file-unreadable')
  })
})

describe('json', () => {
  const rows =
    '{"单位名称":"甲","人数":3,"连锁":true,"备注":null},\n{"单位名称":"a\\"]}[{","范围":["一","二"],"证件号":110101199003071234}'
  const expected = [
    { row: 1, cells: { 单位名称: '甲', 人数: 3, 连锁: true, 备注: null } },
    { row: 2, cells: { 单位名称: 'a"]}[{', 范围: '一；二', 证件号: '110101199003071234' } },
  ]
  it.each([
    ['an array', `[${rows}]`],
    ['an array with a mark', `\ufeff [${rows}]\n`],
    [
      'an object with rows',
      `{"version":1,"meta":{"rows":[1],"a":"\\"rows\\":["},"rows":[${rows}],"end":{"x":["]"]}}`,
    ],
    ['lines', rows.replace('},\n', '}\n')],
  ])('%s', async (_, text) => {
    const table = await read('a.json', text)
    expect(table.error).toBeUndefined()
    expect(table.rows).toEqual(expected)
    expect(table.head).toEqual({
      format: 'json',
      headings: ['单位名称', '人数', '连锁', '备注', '范围', '证件号'],
      headingRow: 0,
    })
    expect((await read('a.json', text, {}, 1)).rows).toEqual(expected.slice(1))
  })
  it('takes a single object for one row, and finds JSON without being told', async () => {
    expect((await read('b', '{"甲":1}')).rows).toEqual([{ row: 1, cells: { 甲: 1 } }])
  })
  it('leaves digits in strings alone', async () => {
    const [row] =
      (
        await read(
          'c.json',
          '[{"a":"12345678901234567890 \\" 1234567890123456","b":0.12345678901234567,"c":1e20}]',
        )
      ).rows ?? []
    expect(row?.cells).toEqual({
      a: '12345678901234567890 " 1234567890123456',
      b: 0.12345678901234567,
      c: 1e20,
    })
  })
  it.each([
    ['breaks off', '[{"a":1},{"b":', 'file-unreadable', '中断'],
    ['has a comma too many', '[{"a":1},]', 'file-unreadable', '对象'],
    ['has no comma', '[{"a":1}{"b":2}]', 'file-unreadable', '对象'],
    ['holds numbers', '[1,2]', 'file-unreadable', '对象'],
    ['has an invalid item', '[{"a":1},\n{"a":tru}]', 'file-unreadable', '第 2 项（第 2 行起）'],
    ['goes on behind its end', '[{"a":1}] x', 'file-unreadable', '结尾'],
    ['has a key twice', '[{"a":1,"a":2}]', 'duplicate-heading', '重复'],
    ['nests objects', '[{"a":{"b":1}}]', 'file-unreadable', '单个值'],
    ['has rubbish before rows', '{"x":oops,"rows":[{"a":1}]}', 'file-unreadable', 'rows'],
    ['has an open string', '[{"a":"x\n"}]', 'file-unreadable', '没有结束'],
    ['has no rows', '[]', 'no-headings', '表头'],
    ['has brackets crossed', '[{"a":[1}]]', 'file-unreadable', '第'],
  ])('is refused when it %s', async (_, text, code, word) => {
    const { error } = await read('x.json', text)
    expect(error?.code).toBe(code)
    expect(error?.text.zh).toContain(word)
  })
  it('is refused when not UTF-8, or too long in one item or in keys', async () => {
    expect((await read('y.json', gb('[{"单位":"甲"}]'))).error?.code).toBe('encoding-unknown')
    expect((await read('z.json', `[{"a":"${'x'.repeat(1_100_000)}"}]`)).error?.code).toBe('too-large')
    const keys = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, 1]))
    expect((await read('w.json', JSON.stringify([keys]))).error?.code).toBe('too-large')
  })
})
