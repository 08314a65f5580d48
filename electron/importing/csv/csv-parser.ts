import { tooLarge, unreadable } from '../faults.ts'
import { type ImportLimits } from '../limits.ts'
import { checkCell, columnName, type RawRow, rowHasValue } from '../raw-table.ts'

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
const TAB = 0x09
const BLANK = 0x20

/** `="0123"`, by which programs keep a spreadsheet from turning digits into a number. */
const AS_TEXT = /^="([^"]*)"$/

/**
 * RFC 4180 with any separator and any line end. A record is a row as the spreadsheet shows it, line breaks in quotes
 * included. Where the file leaves open what was meant (text behind a closing quote, a quote never closed) it is refused
 * with its row.
 */
export class CsvParser {
  private readonly split: number
  private readonly limits: ImportLimits
  private state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  private rows: RawRow[] = []
  private cells: string[] = []
  private cell = ''
  private rowLength = 0
  private row = 1
  private afterCr = false

  constructor(separator: string, limits: ImportLimits) {
    this.split = separator.charCodeAt(0)
    this.limits = limits
  }

  /** Rows that the text completes; empty ones are left out but counted. @throws ImportFault */
  feed(text: string): readonly RawRow[] {
    for (let i = 0; i < text.length;) i = this.step(text, i)
    return this.take()
  }

  /** The last row, when the file does not end with a line break. @throws ImportFault */
  end(): readonly RawRow[] {
    if (this.state === 'quoted') throw this.unterminated()
    if (this.state !== 'start' || this.cells.length > 0) this.endRow()
    return this.take()
  }

  private take(): readonly RawRow[] {
    const taken = this.rows
    this.rows = []
    return taken
  }

  private place(): string {
    return columnName(this.cells.length)
  }

  private unterminated() {
    const [row, column] = [this.row, this.place()]
    return unreadable(
      `第 ${row} 行 ${column} 列的引号没有结束`,
      `row ${row}, column ${column}: a quote is never closed`,
      { row, column },
    )
  }

  private step(text: string, i: number): number {
    const code = text.charCodeAt(i)
    const lineEnded = this.afterCr
    this.afterCr = false
    if (lineEnded && code === LF) return i + 1
    if (this.state === 'closed') this.behindQuote(code)
    else if (this.state === 'start' && code === QUOTE) this.state = 'quoted'
    else return this.run(text, i)
    return i + 1
  }

  /** Takes all characters up to the next that means something, and that one. */
  private run(text: string, i: number): number {
    const stop = this.next(text, i)
    if (stop > i) this.grow(text.slice(i, stop))
    if (stop === text.length) return stop
    if (this.state === 'quoted') this.state = 'closed'
    else this.ends(text.charCodeAt(stop))
    return stop + 1
  }

  private next(text: string, from: number): number {
    if (this.state === 'quoted') {
      const at = text.indexOf('"', from)
      return at < 0 ? text.length : at
    }
    this.state = 'plain'
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === this.split || code === LF || code === CR) return i
    }
    return text.length
  }

  private grow(piece: string): void {
    this.cell += piece
    this.rowLength += piece.length
    if (this.state === 'quoted' && this.cell.length > this.limits.cellLength) throw this.unterminated()
    if (this.rowLength > this.limits.rowLength)
      throw tooLarge(`第 ${this.row} 行过长`, `row ${this.row} is too long`, this.limits.rowLength, {
        row: this.row,
      })
  }

  private behindQuote(code: number): void {
    if (code === QUOTE) {
      this.state = 'quoted'
      this.grow('"')
      return
    }
    // Blanks between a closing quote and the separator carry nothing.
    if (this.ends(code) || code === BLANK || code === TAB) return
    const [row, column] = [this.row, this.place()]
    throw unreadable(
      `第 ${row} 行 ${column} 列：结束引号后还有文字（引号内的引号应写两次）`,
      `row ${row}, column ${column}: text behind a closing quote (a quote inside quotes is written twice)`,
      { row, column },
    )
  }

  /** Ends the cell or the row when the character does; says whether it did. */
  private ends(code: number): boolean {
    if (code === this.split) this.endCell()
    else if (code === LF || code === CR) {
      this.afterCr = code === CR
      this.endRow()
    } else return false
    return true
  }

  private endCell(): void {
    const value = AS_TEXT.exec(this.cell)?.[1] ?? this.cell
    checkCell(value, this.row, this.cells.length, this.limits)
    if (++this.rowLength > this.limits.rowLength) this.grow('')
    this.cells.push(value)
    this.cell = ''
    this.state = 'start'
  }

  private endRow(): void {
    this.endCell()
    if (rowHasValue(this.cells)) this.rows.push({ row: this.row, cells: this.cells })
    this.cells = []
    this.rowLength = 0
    this.row++
  }
}
