import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../electron/importing/limits.ts'
import { openFileSource } from '../../../electron/importing/file-source.ts'
import { createTables } from '../../../electron/importing/tables.ts'
import { openZip } from '../../../electron/importing/zip/zip-reader.ts'
import { safeSheetName } from '../../../electron/importing/xlsx/write/parts.ts'
import { cellsOf, readTable, testFolder } from './hand-made.ts'

const at = testFolder()
const tables = createTables()

async function partText(path: string, part: string): Promise<string> {
  const source = await openFileSource(path, DEFAULT_LIMITS.fileBytes)
  try {
    const zip = await openZip(source, DEFAULT_LIMITS)
    const pieces: Uint8Array[] = []
    for await (const piece of zip.part(part)) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  } finally {
    await source.close()
  }
}

describe('the written workbook', () => {
  it('gives back identity numbers, formulas as texts, markup, controls and rare characters', async () => {
    const path = at('a.xlsx')
    const values = [
      '110101199003071234',
      '0012',
      '=HYPERLINK("http://x")',
      '+1',
      '@x',
      '-2',
      '<b>&"\'',
      'a\r\nb\tc\u0001',
      '_x0041_',
      '𬭎㛃䶮',
      ' x ',
      '\ufffe',
    ]
    const writer = tables.writeXlsx(path, '导出', values.map((_, i) => `列${i}`).concat('数'))
    writer.addRow([...values.map(value => ({ value })), { value: -1.5 }])
    await writer.close()
    expect(cellsOf(await readTable(path))).toEqual([[...values, -1.5]])
    const sheet = await partText(path, 'xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f')
    expect(sheet).toContain('state="frozen"')
    // Every text has the style of format 49, text.
    expect(sheet).toContain('<c r="A2" s="1" t="inlineStr">')
    expect(await partText(path, 'xl/styles.xml')).toContain('numFmtId="49"')
  })
  it('marks cells with a comment and gives the drawing that shows it', async () => {
    const path = at('b.xlsx')
    const writer = tables.writeXlsx(path, '错误', ['单位名称', '编号'])
    for (let i = 0; i < 1500; i++)
      writer.addRow([
        { value: `甲${i}`, comment: '校验码不符\n应为 <X>' },
        { value: null, ...(i === 0 ? { comment: '不能为空' } : {}) },
      ])
    await writer.close()
    expect((await readTable(path)).rows).toHaveLength(1500)
    const comments = await partText(path, 'xl/comments1.xml')
    expect(comments).toContain('<comment ref="B2"')
    expect(comments).toContain('应为 &lt;X&gt;')
    const drawing = await partText(path, 'xl/drawings/vmlDrawing1.vml')
    expect(drawing.match(/<v:shape /g)).toHaveLength(1501)
    expect(drawing).toContain('data="1,2"')
    expect(drawing).toContain('<x:Row>1</x:Row><x:Column>1</x:Column>')
    const sheet = await partText(path, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<c r="B2" s="3"/>')
    expect(sheet).toContain('<legacyDrawing r:id="rId1"/>')
    expect(await partText(path, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain('vmlDrawing1.vml')
    expect(await partText(path, '[Content_Types].xml')).toContain('/xl/comments1.xml')
  })
  it('appears only when it is whole, replaces an older file at once, and is the owner’s alone', async () => {
    const path = at('c.xlsx')
    writeFileSync(path, 'old')
    const writer = tables.writeXlsx(path, 'x', ['甲', '乙'])
    writer.addRow([{ value: '1' }])
    expect(readFileSync(path, 'utf8')).toBe('old')
    await writer.close()
    await writer.close()
    expect((await readTable(path)).rows).toHaveLength(1)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(() => writer.addRow([])).toThrow('closed')
    expect(readdirSync(at('.')).filter(name => name.endsWith('.tmp'))).toEqual([])
  })
  it('leaves nothing behind when a value cannot be written', async () => {
    const path = at('d.xlsx')
    const writer = tables.writeXlsx(path, 'x', ['甲', '乙'])
    expect(() => writer.addRow([{ value: 'x'.repeat(32_768) }])).toThrow('does not fit')
    expect(() => writer.addRow([{ value: 'x' }])).toThrow('broken')
    await expect(writer.close()).rejects.toThrow('broken')
    expect(() => tables.writeXlsx(path, 'x', ['甲']).addRow([{ value: Number.NaN }])).toThrow(
      'no such number',
    )
    expect(readdirSync(at('.')).filter(name => name.includes('d.xlsx'))).toEqual([])
    expect(() => tables.writeXlsx(at('none/e.xlsx'), 'x', [])).toThrow('ENOENT')
  })
  it('names the sheet as Excel allows', () => {
    expect(safeSheetName("'a[b]:c*d?e/f\\g'")).toBe('a b  c d e f g')
    expect(safeSheetName('')).toBe('Sheet1')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), name => {
        const safe = safeSheetName(name)
        expect(safe.length).toBeGreaterThan(0)
        expect(safe.length).toBeLessThanOrEqual(31)
        expect(safe).not.toMatch(/[[\]:*?/\\]|^'|'$|\p{Cc}|\p{Surrogate}/u)
      }),
    )
  })
})
