import { UNCALCULATED } from '../../../shared/domain/import/cells.ts'
import { type Cell } from '../../ports/tables.ts'
import { unreadable } from '../faults.ts'
import { type ImportLimits } from '../limits.ts'
import { checkCell, rowHasValue, type RawRow, type RawRows } from '../raw-table.ts'
import { type ZipFile } from '../zip/zip-reader.ts'
import { type SharedStrings, stringCollector } from './shared-strings.ts'
import { type NumberMeaning } from './styles.ts'
import { unescapeText } from './text.ts'
import { partParser, type XmlAttributes, type XmlHandler } from './xml.ts'

/** Days between the date systems of 1900 and 1904. */
const DAYS_1904 = 1462
const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384

export interface SheetContext {
  readonly zip: ZipFile
  readonly part: string
  readonly strings: SharedStrings
  readonly styles: readonly NumberMeaning[]
  readonly date1904: boolean
  readonly limits: ImportLimits
}

/** 0-based column of a reference like `AB12`; undefined when it is none. */
export function columnOf(reference: string): number | undefined {
  let column = 0
  let i = 0
  for (; i < reference.length && i < 4; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return i === 0 || column > LAST_COLUMN ? undefined : column - 1
}

interface CellParts {
  readonly type: string
  readonly style: number
  readonly value: string
  readonly formula: boolean
}

/**
 * A number as it was meant. Whole numbers of 16 digits and more stay texts: as numbers they would lose digits, and here
 * they are identity numbers that a program wrote without a text format.
 */
function numberCell({ value, style }: CellParts, context: SheetContext, row: number): Cell {
  if (/^-?\d{16,}$/.test(value)) return value
  const number = Number(value)
  if (!Number.isFinite(number))
    throw unreadable(`第 ${row} 行有无效数值`, `row ${row} has an invalid number`, { row })
  const meaning = context.styles[style]
  if (meaning === 'date') return { serial: context.date1904 ? number + DAYS_1904 : number }
  if (meaning && Number.isInteger(number) && number >= 0) return String(number).padStart(meaning.zeros, '0')
  return number
}

function cellOf(parts: CellParts, context: SheetContext, row: number): Cell {
  const { type, value } = parts
  if (value === '') return parts.formula && type !== 'str' ? UNCALCULATED : null
  switch (type) {
    case 's':
      return context.strings.get(Number(value))
    case 'str':
      return unescapeText(value)
    case 'b':
      return value === '1' || value === 'true'
    case 'e':
      return value
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '')
    default:
      return numberCell(parts, context, row)
  }
}

function rowNumber(attributes: XmlAttributes, last: number): number {
  const given = attributes['r']
  const row = given === undefined ? last + 1 : Number(given)
  if (!Number.isInteger(row) || row <= last || row > LAST_ROW)
    throw unreadable(`行号 ${given ?? row} 次序错误`, `its row number ${given ?? row} is out of order`)
  return row
}

/** Collects the filled rows behind a row from the events of a sheet's XML. */
class RowCollector implements XmlHandler {
  private readonly context: SheetContext
  private readonly afterRow: number
  private readonly inline = stringCollector()
  private rows: RawRow[] = []
  private row = 0
  private inRow = false
  private cells: (Cell | undefined)[] = []
  private column = -1
  private inCell = false
  private type = 'n'
  private style = 0
  private formula = false
  private value = ''
  private inValue = false
  private inInline = false

  constructor(context: SheetContext, afterRow: number) {
    this.context = context
    this.afterRow = afterRow
  }

  take(): readonly RawRow[] {
    const taken = this.rows
    this.rows = []
    return taken
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'row') this.openRow(attributes)
    else if (!this.inRow || this.row <= this.afterRow) return
    else if (name === 'c') this.openCell(attributes)
    else if (name === 'v') this.inValue = true
    else if (name === 'f') this.formula = true
    else if (name === 'is') {
      this.inInline = true
      this.inline.take()
    } else if (this.inInline) this.inline.open(name, attributes)
  }

  close(name: string): void {
    if (name === 'row') this.closeRow()
    else if (name === 'c') this.closeCell()
    else if (name === 'v') this.inValue = false
    else if (name === 'is') this.inInline = false
    else if (this.inInline) this.inline.close(name)
  }

  text(text: string): void {
    if (this.inValue) this.value += text
    else if (this.inInline) this.inline.text(text)
  }

  private openRow(attributes: XmlAttributes): void {
    this.row = rowNumber(attributes, this.row)
    this.inRow = true
    this.cells = []
    this.column = -1
  }

  private closeRow(): void {
    if (this.row > this.afterRow && rowHasValue(this.cells))
      this.rows.push({ row: this.row, cells: this.cells })
    this.inRow = false
  }

  private openCell(attributes: XmlAttributes): void {
    const reference = attributes['r']
    const at = reference === undefined ? this.column + 1 : columnOf(reference)
    if (at === undefined || at <= this.column || at >= LAST_COLUMN)
      throw unreadable(`第 ${this.row} 行单元格次序错误`, `the cells of row ${this.row} are out of order`, {
        row: this.row,
      })
    this.column = at
    this.inCell = true
    this.type = attributes['t'] ?? 'n'
    this.style = Number(attributes['s'] ?? 0)
    this.formula = false
    this.value = ''
  }

  private closeCell(): void {
    if (!this.inCell) return
    this.inCell = false
    const { type, style, formula } = this
    const value = type === 'str' ? this.value : this.value.trim()
    const found =
      type === 'inlineStr'
        ? this.inline.take()
        : cellOf({ type, style, formula, value }, this.context, this.row)
    checkCell(found, this.row, this.column, this.context.limits)
    if (found === null || found === '') return
    while (this.cells.length < this.column) this.cells.push(undefined)
    this.cells[this.column] = found
  }
}

/** Filled rows of a sheet behind a row. Each call reads the part anew from the file, one piece at a time. */
export function sheetRows(context: SheetContext): RawRows {
  return async function* (afterRow) {
    const collector = new RowCollector(context, afterRow)
    const parser = partParser(context.part, collector)
    for await (const bytes of context.zip.part(context.part)) {
      parser.write(bytes)
      const rows = collector.take()
      if (rows.length > 0) yield rows
    }
    parser.end()
    const rest = collector.take()
    if (rest.length > 0) yield rest
  }
}
