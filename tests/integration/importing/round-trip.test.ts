import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { createTables } from '../../../electron/importing/tables.ts'
import { type TableRow } from '../../../electron/ports/tables.ts'
import { readTable, testFolder } from './hand-made.ts'

const at = testFolder()
const tables = createTables()

/** Texts of a Chinese table with everything that upsets a parser. No lone surrogates: no file holds them. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'甲乙证照𬭎㛃䶮年，、"\'<>&,;\t\n =+-@_x0041_#'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
})
const headings = ['单位名称', '编号', '备注']
const table = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 12 })

/** What the reader must give: rows with a value, counted from the row behind the headings. */
function expected(
  rows: readonly (readonly string[])[],
  first: number,
  empty: null | '',
  names = headings,
): TableRow[] {
  return rows.flatMap((cells, i) =>
    cells.every(cell => cell === '')
      ? []
      : [{ row: first + i, cells: Object.fromEntries(names.map((h, j) => [h, cells[j] || empty])) }],
  )
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const csvOf = (rows: readonly (readonly string[])[], separator: string, lineEnd: string) =>
  [headings, ...rows].map(row => row.map(quoted).join(separator)).join(lineEnd)

/** The private characters that GB18030 lost in 2022 have no bytes of their own any more; controls 0x80 to 0x9F neither in GBK. */
const survives = (content: string) =>
  new TextDecoder('gb18030').decode(iconv.encode(content, 'gb18030')) === content

const RUNS = { numRuns: 60 }

describe('what is written is read', () => {
  it.each([',', ';', '\t'])('csv parted by %j in both encodings', async separator => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n', '\r'), async (rows, lineEnd) => {
        // `="…"` is meant to lose its wrapping.
        const plain = rows.map(row => row.map(cell => cell.replace(/^="/, '')))
        const content = csvOf(plain, separator, lineEnd)
        const want = expected(plain, 2, '')
        writeFileSync(at('u.csv'), content)
        const inUtf8 = await readTable(at('u.csv'))
        expect(inUtf8.head).toEqual({ format: 'csv', encoding: 'utf-8', headings, headingRow: 1 })
        expect(inUtf8.rows).toEqual(want)
        fc.pre(survives(content))
        writeFileSync(at('g.csv'), iconv.encode(content, 'gb18030'))
        const inGb = await readTable(at('g.csv'))
        expect(inGb.head?.encoding).toBe('gb18030')
        expect(inGb.rows).toEqual(want)
      }),
      RUNS,
    )
  })
  it('xlsx, and going on behind any row', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.nat(14), async (rows, after) => {
        const writer = tables.writeXlsx(at('t.xlsx'), '表', headings)
        for (const row of rows) writer.addRow(row.map(value => ({ value })))
        await writer.close()
        const want = expected(rows, 2, null)
        expect((await readTable(at('t.xlsx'))).rows).toEqual(want)
        expect((await readTable(at('t.xlsx'), {}, after)).rows).toEqual(want.filter(r => r.row > after))
      }),
      RUNS,
    )
  })
  it('json in its three shapes', async () => {
    const cell = fc.oneof(
      text,
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e14, min: -1e14 }),
    )
    const object = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), cell, {
      maxKeys: 6,
      noNullPrototype: true,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { maxLength: 8 }),
        fc.nat(2),
        fc.nat(2),
        async (objects, shape, indent) => {
          const body = JSON.stringify(objects, null, indent)
          const lines = objects.map(o => JSON.stringify(o)).join('\n')
          writeFileSync(at('t.json'), [body, `{"rows":${body}}`, lines][shape] ?? '')
          const { rows = [] } = await readTable(at('t.json'))
          const want = objects.flatMap((o, i) => {
            // JSON writes -0 as 0.
            const cells = JSON.parse(JSON.stringify(o)) as TableRow['cells']
            return Object.values(cells).some(v => v !== null && v !== '') ? [{ row: i + 1, cells }] : []
          })
          expect(rows.map(r => [r.row, Object.entries(r.cells)])).toEqual(
            want.map(r => [r.row, Object.entries(r.cells)]),
          )
        },
      ),
      RUNS,
    )
  })
})
