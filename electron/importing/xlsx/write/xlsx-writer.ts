import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type SheetCell, type SheetWriter } from '../../../ports/tables.ts'
import { columnName } from '../../raw-table.ts'
import { escapeText } from '../text.ts'
import { type ZipPartWriter, type ZipWriter, zipWriter } from '../../zip/zip-writer.ts'
import { type CellComment, writeComments } from './comments.ts'
import * as parts from './parts.ts'

/** Excel's limits of a sheet. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384
const MAX_TEXT = 32_767
/** Rows that column widths are taken from. */
const SAMPLE_ROWS = 50
const WIDTH = { min: 8, max: 48 } as const

/** Width of a text in characters of the narrow kind; Chinese ones count two. */
const textWidth = (text: string): number => {
  let width = 0
  for (const c of text.split('\n', 1)[0] ?? '') width += (c.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1
  return width
}

function cellXml(reference: string, value: SheetCell['value'], heading: boolean, marked: boolean): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${reference}: a sheet has no such number`)
    return `<c r="${reference}" s="${marked ? parts.STYLE.markedNumber : parts.STYLE.general}"><v>${value}</v></c>`
  }
  const style = heading ? parts.STYLE.heading : marked ? parts.STYLE.markedText : parts.STYLE.text
  if (value === null || value === '') return marked ? `<c r="${reference}" s="${style}"/>` : ''
  if (value.length > MAX_TEXT)
    throw new Error(`${reference}: a text of ${value.length} characters does not fit a cell`)
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(value)}</t></is></c>`
}

/** Syncs a folder, so that a renamed file is found after a power cut; systems that cannot do it keep their own promise. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Streams one sheet into a file under a temporary name beside the target. */
class XlsxFile implements SheetWriter {
  private readonly path: string
  private readonly sheetName: string
  private readonly temporary: string
  private readonly fd: number
  private readonly zip: ZipWriter
  private readonly sheet: ZipPartWriter
  private readonly comments: CellComment[] = []
  private readonly widths: number[] = []
  private waiting: string[] | undefined = []
  private row = 0
  private fileOpen = true
  private state: 'open' | 'closed' | 'broken' = 'open'

  constructor(path: string, sheetName: string, headings: readonly string[]) {
    this.path = path
    this.sheetName = sheetName
    this.temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
    // Holds personal data: for the owner's eyes.
    this.fd = openSync(this.temporary, 'wx', 0o600)
    this.zip = zipWriter(this.fd)
    this.sheet = this.guarded(() => this.zip.part('xl/worksheets/sheet1.xml'))
    this.guarded(() =>
      this.writeRow(
        headings.map(value => ({ value })),
        true,
      ),
    )
  }

  addRow(cells: readonly SheetCell[]): void {
    if (this.state !== 'open') throw new Error(`the sheet is ${this.state}`)
    this.guarded(() => this.writeRow(cells, false))
  }

  async close(): Promise<void> {
    if (this.state === 'closed') return
    if (this.state === 'broken') throw new Error('the sheet is broken')
    this.guarded(() => this.finish())
  }

  /** After a failure nothing is left behind and nothing more can be written. */
  private guarded<T>(work: () => T): T {
    try {
      return work()
    } catch (e) {
      this.state = 'broken'
      this.closeFile()
      rmSync(this.temporary, { force: true })
      throw e
    }
  }

  private closeFile(): void {
    if (!this.fileOpen) return
    this.fileOpen = false
    closeSync(this.fd)
  }

  private writeRow(cells: readonly SheetCell[], heading: boolean): void {
    const row = this.row + 1
    if (row > MAX_ROWS || cells.length > MAX_COLUMNS) throw new Error('more than a sheet can hold')
    const xml = cells.map(({ value, comment }, column) => {
      const marked = comment !== undefined && comment !== ''
      if (marked) this.comments.push({ row, column, text: comment })
      return cellXml(`${columnName(column)}${row}`, value, heading, marked)
    })
    this.row = row
    const text = `<row r="${row}">${xml.join('')}</row>`
    if (!this.waiting) return this.sheet.write(text)
    for (const [i, { value }] of cells.entries())
      this.widths[i] = Math.max(this.widths[i] ?? 0, textWidth(String(value ?? '')))
    this.waiting.push(text)
    if (this.waiting.length > SAMPLE_ROWS) this.startSheet()
  }

  private startSheet(): void {
    const widths = this.widths.map(width => Math.min(WIDTH.max, Math.max(WIDTH.min, width + 3)))
    this.sheet.write(parts.sheetStart(widths))
    for (const text of this.waiting ?? []) this.sheet.write(text)
    this.waiting = undefined
  }

  private finish(): void {
    if (this.waiting) this.startSheet()
    const commented = this.comments.length > 0
    this.sheet.write(parts.sheetEnd(commented))
    this.sheet.end()
    const put = (name: string, text: string) => {
      const part = this.zip.part(name)
      part.write(text)
      part.end()
    }
    put('[Content_Types].xml', parts.contentTypes(commented))
    put('_rels/.rels', parts.ROOT_RELATIONS)
    put('xl/workbook.xml', parts.workbook(this.sheetName))
    put('xl/_rels/workbook.xml.rels', parts.WORKBOOK_RELATIONS)
    put('xl/styles.xml', parts.STYLES)
    if (commented) {
      put('xl/worksheets/_rels/sheet1.xml.rels', parts.SHEET_RELATIONS)
      writeComments(this.zip, this.comments)
    }
    this.zip.finish()
    fsyncSync(this.fd)
    this.closeFile()
    renameSync(this.temporary, this.path)
    this.state = 'closed'
    syncFolder(dirname(this.path))
  }
}

/**
 * Writes one sheet of texts and numbers, never formulas: heading row bold and frozen, columns in text format, cells with a
 * comment marked. The file appears under its name when it is whole and on disk.
 * @throws when the disk fails, or a value does not fit a cell (32,767 characters).
 */
export function xlsxWriter(path: string, sheetName: string, headings: readonly string[]): SheetWriter {
  return new XlsxFile(path, sheetName, headings)
}
