import { fault } from '../faults.ts'
import { type FileSource } from '../file-source.ts'
import { type ImportLimits } from '../limits.ts'
import { namedRows, type TableRows } from '../open-table.ts'
import {
  findHeadings,
  firstRows,
  headOf,
  type HeadingRowTest,
  noHeadings,
  type RawRows,
  type Headings,
} from '../raw-table.ts'
import { openZip } from '../zip/zip-reader.ts'
import { NO_STRINGS, readSharedStrings } from './shared-strings.ts'
import { sheetRows } from './sheet-rows.ts'
import { readStyles } from './styles.ts'
import { type Book, readBook } from './workbook.ts'
import { type TableHead } from '../../ports/tables.ts'
import { words } from '../../../shared/kernel/words.ts'

/** Sheets that are looked at for headings. */
const SHEETS_TRIED = 50

interface FoundSheet {
  readonly name: string
  readonly headings: Headings
  readonly rows: RawRows
}

/** The first visible sheet whose headings are known; otherwise the first that looks like a table (a cover may come before). */
async function findSheet(
  book: Book,
  rowsOf: (part: string) => RawRows,
  isHeadingRow?: HeadingRowTest,
): Promise<FoundSheet> {
  let likely: FoundSheet | undefined
  for (const sheet of book.sheets.slice(0, SHEETS_TRIED)) {
    const rows = rowsOf(sheet.part)
    const headings = findHeadings(await firstRows(rows), isHeadingRow)
    if (!headings) continue
    const found = { name: sheet.name, headings, rows }
    if (headings.certain || !isHeadingRow) return found
    likely ??= found
  }
  if (likely) return likely
  throw noHeadings()
}

/** Opens an Excel workbook (Office Open XML, transitional or strict). @throws ImportFault */
export async function openXlsx(
  source: FileSource,
  limits: ImportLimits,
  isHeadingRow?: HeadingRowTest,
): Promise<{ head: TableHead; rows: TableRows }> {
  const zip = await openZip(source, limits)
  if (!zip.has('[Content_Types].xml') || zip.has('mimetype') || zip.has('word/document.xml'))
    throw fault(
      'format-unknown',
      words('这不是 xlsx 工作簿', 'this is not an xlsx workbook'),
      words('请在表格软件中另存为 xlsx 后再导入', 'save it as xlsx in a spreadsheet and import that'),
    )
  const book = await readBook(zip)
  const strings = book.sharedStrings ? await readSharedStrings(zip, book.sharedStrings, limits) : NO_STRINGS
  const styles = book.styles ? await readStyles(zip, book.styles) : []
  const { date1904 } = book
  const rowsOf = (part: string) => sheetRows({ zip, part, strings, styles, date1904, limits })
  const { name, headings, rows } = await findSheet(book, rowsOf, isHeadingRow)
  return { head: headOf({ format: 'xlsx', sheet: name }, headings), rows: namedRows(rows, headings) }
}
