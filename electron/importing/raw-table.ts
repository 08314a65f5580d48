import { type Cell, type TableHead } from '../ports/tables.ts'
import { fault, tooLarge } from './faults.ts'
import { type ImportLimits } from './limits.ts'
import { words } from '../../shared/kernel/words.ts'

/** A row by column position (0-based, sparse), before headings are known. Empty cells are null or holes. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly (Cell | undefined)[]
}

/** Rows in batches, in order, each with at least one filled cell. */
export type RawRows = (afterRow: number) => AsyncIterable<readonly RawRow[]>

/** Says whether the cells of a row are headings; given by whoever knows the fields. */
export type HeadingRowTest = (cells: readonly Cell[]) => boolean

export interface Headings {
  readonly headingRow: number
  /** By column position; undefined where the column has no heading. */
  readonly columns: readonly (string | undefined)[]
  /** Whether the test for headings said so; false when the shape of the row had to do. */
  readonly certain: boolean
}

/** How many filled rows from the top may be titles and remarks. */
export const HEADING_SEARCH_ROWS = 30

const isFilled = (cell: Cell | undefined): cell is Cell => cell !== undefined && cell !== null && cell !== ''

const headingText = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell.replace(/\s+/gu, ' ').trim() : typeof cell === 'number' ? String(cell) : ''

/** The shape of a heading row: two texts or more, all cells texts, none longer than a heading, none twice. */
function hasHeadingShape(cells: readonly Cell[]): boolean {
  return cells.length >= 2 && cells.every(cell => typeof cell === 'string' && cell.trim().length <= 60)
}

/** Spreadsheet name of a column: 0 → A, 26 → AA. */
export function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** First rows of a table, enough to find its headings. */
export async function firstRows(rows: RawRows): Promise<readonly RawRow[]> {
  const found: RawRow[] = []
  for await (const batch of rows(0)) {
    found.push(...batch)
    if (found.length >= HEADING_SEARCH_ROWS) break
  }
  return found.slice(0, HEADING_SEARCH_ROWS)
}

/**
 * The heading row among the first rows: the first that the test accepts; otherwise the first that has the shape of one;
 * otherwise the first with two texts. Titles above it are passed over.
 * @throws ImportFault `duplicate-heading` when two columns have the same heading.
 */
export function findHeadings(rows: readonly RawRow[], isHeadingRow?: HeadingRowTest): Headings | undefined {
  const filled = rows.map(row => ({ row, cells: row.cells.filter(isFilled) }))
  const sure = isHeadingRow ? filled.find(({ cells }) => isHeadingRow(cells)) : undefined
  const found =
    sure ??
    filled.find(({ cells }) => hasHeadingShape(cells)) ??
    filled.find(({ cells }) => cells.filter(cell => typeof cell === 'string').length >= 2)
  if (!found) return undefined
  const columns = Array.from(found.row.cells, cell => headingText(cell) || undefined)
  refuseDuplicates(columns, found.row.row)
  return { headingRow: found.row.row, columns, certain: sure !== undefined }
}

function refuseDuplicates(columns: readonly (string | undefined)[], row: number): void {
  const seen = new Map<string, number>()
  for (const [i, heading] of columns.entries()) {
    if (heading === undefined) continue
    const before = seen.get(heading)
    if (before !== undefined) {
      const [a, b] = [columnName(before), columnName(i)]
      throw fault(
        'duplicate-heading',
        words(
          `第 ${row} 行表头重复：${a} 列和 ${b} 列都是“${heading}”`,
          `row ${row}: columns ${a} and ${b} both have the heading "${heading}"`,
        ),
        words('请删除或改名其中一列后再导入', 'rename or delete one of the two columns and import again'),
        { row, columns: [a, b] },
      )
    }
    seen.set(heading, i)
  }
}

export const noHeadings = () =>
  fault(
    'no-headings',
    words('没有找到表头行', 'no row with headings was found'),
    words(
      '请在数据上方保留一行表头（如“单位名称”“统一社会信用代码”），可从程序导出模板',
      'keep one row of headings above the data, such as the holder’s name and code; the program can write a template',
    ),
  )

/** A value without a heading is not dropped in silence: it comes under this name, which no field has. */
const strayHeading = (index: number): string => `〔${columnName(index)}列无表头〕`

/** Cells by heading. Own properties only, so that a heading `__proto__` stays a heading. */
export function cellsByHeading(
  columns: readonly (string | undefined)[],
  cells: readonly (Cell | undefined)[],
): Readonly<Record<string, Cell>> {
  const entries: [string, Cell][] = []
  for (const [i, heading] of columns.entries())
    if (heading !== undefined) entries.push([heading, cells[i] ?? null])
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (columns[i] === undefined && isFilled(cell)) entries.push([strayHeading(i), cell])
  }
  return Object.fromEntries(entries)
}

export function headOf(base: Omit<TableHead, 'headings' | 'headingRow'>, headings: Headings): TableHead {
  const named = headings.columns.filter(heading => heading !== undefined)
  return { ...base, headings: named, headingRow: headings.headingRow }
}

/** Fails when a filled cell lies beyond the last column allowed, or is longer than allowed. */
export function checkCell(cell: Cell, row: number, column: number, limits: ImportLimits): void {
  if (column >= limits.columns && isFilled(cell))
    throw tooLarge(
      `第 ${row} 行有 ${column + 1} 列`,
      `row ${row} has ${column + 1} columns`,
      limits.columns,
      { row },
    )
  if (typeof cell === 'string' && cell.length > limits.cellLength)
    throw tooLarge(
      `第 ${row} 行 ${columnName(column)} 列有 ${cell.length} 个字符`,
      `row ${row}, column ${columnName(column)} has ${cell.length} characters`,
      limits.cellLength,
      { row },
    )
}

export const rowHasValue = (cells: readonly (Cell | undefined)[]): boolean => cells.some(isFilled)
