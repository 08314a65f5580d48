import { type TableHead } from '../../ports/tables.ts'
import { type FileSource } from '../file-source.ts'
import { tooLarge } from '../faults.ts'
import { type ImportLimits } from '../limits.ts'
import { namedRows, type TableRows } from '../open-table.ts'
import {
  findHeadings,
  HEADING_SEARCH_ROWS,
  headOf,
  type HeadingRowTest,
  noHeadings,
  type RawRow,
  type RawRows,
} from '../raw-table.ts'
import { CsvParser } from './csv-parser.ts'
import { decodedText, findEncoding, type FoundEncoding } from './encoding.ts'

const SEPARATORS = [',', '\t', ';'] as const
const SAMPLE = 64 * 1024
const SAMPLE_ROWS = 20

/** Excel's own first line that names the separator. */
const SEP_LINE = /^sep=([,;\t])\r?\n/i

/** Counts of each separator in each of the first records, outside quotes. */
function separatorCounts(sample: string): readonly Readonly<Record<string, number>>[] {
  const rows: Record<string, number>[] = []
  let row: Record<string, number> = {}
  let quoted = false
  for (const c of sample) {
    if (c === '"') quoted = !quoted
    else if (quoted) continue
    else if (c === '\n' || c === '\r') {
      if (Object.keys(row).length > 0) rows.push(row)
      row = {}
      if (rows.length >= SAMPLE_ROWS) break
    } else if ((SEPARATORS as readonly string[]).includes(c)) row[c] = (row[c] ?? 0) + 1
  }
  if (Object.keys(row).length > 0) rows.push(row)
  return rows
}

/** The separator that most records have equally often; a comma when nothing speaks for another. */
export function findSeparator(sample: string): string {
  const rows = separatorCounts(sample)
  let best = { separator: ',', agreeing: 0, count: 0 }
  for (const separator of SEPARATORS) {
    const counts = rows.map(row => row[separator] ?? 0).filter(n => n > 0)
    for (const count of new Set(counts)) {
      const agreeing = counts.filter(n => n === count).length
      const better = agreeing > best.agreeing || (agreeing === best.agreeing && count > best.count)
      if (better) best = { separator, agreeing, count }
    }
  }
  return best.separator
}

async function sampleOf(source: FileSource, found: FoundEncoding): Promise<string> {
  let sample = ''
  for await (const text of decodedText(source, found)) {
    sample += text
    if (sample.length >= SAMPLE) break
  }
  return sample.slice(0, SAMPLE)
}

function csvRows(
  source: FileSource,
  found: FoundEncoding,
  separator: string,
  skip: number,
  limits: ImportLimits,
): RawRows {
  return async function* (afterRow) {
    const parser = new CsvParser(separator, limits)
    let toSkip = skip
    const behind = (rows: readonly RawRow[]) => rows.filter(({ row }) => row > afterRow)
    for await (const text of decodedText(source, found)) {
      const rows = behind(parser.feed(text.slice(toSkip)))
      toSkip = Math.max(0, toSkip - text.length)
      if (rows.length > 0) yield rows
    }
    const rest = behind(parser.end())
    if (rest.length > 0) yield rest
  }
}

/** Reads the file to its end, so that a quote left open far below is known before the first row is given; keeps the first rows. */
async function checkedRows(rows: RawRows, limits: ImportLimits): Promise<readonly RawRow[]> {
  const first: RawRow[] = []
  let count = 0
  for await (const batch of rows(0)) {
    if (first.length < HEADING_SEARCH_ROWS) first.push(...batch.slice(0, HEADING_SEARCH_ROWS - first.length))
    count += batch.length
    if (count > limits.rows + HEADING_SEARCH_ROWS)
      throw tooLarge('数据行数过多', 'there are too many rows', limits.rows)
  }
  return first
}

/**
 * Opens a text table: comma, semicolon or tab, UTF-8 or GB18030. The file is read once whole before the first row is given.
 * @throws ImportFault
 */
export async function openCsv(
  source: FileSource,
  limits: ImportLimits,
  isHeadingRow?: HeadingRowTest,
): Promise<{ head: TableHead; rows: TableRows }> {
  const found = await findEncoding(source)
  const sample = await sampleOf(source, found)
  const named = SEP_LINE.exec(sample)
  const separator = named?.[1] ?? findSeparator(sample)
  const rows = csvRows(source, found, separator, named?.[0].length ?? 0, limits)
  const headings = findHeadings(await checkedRows(rows, limits), isHeadingRow)
  if (!headings) throw noHeadings()
  const { encoding } = found
  return { head: headOf({ format: 'csv', encoding }, headings), rows: namedRows(rows, headings) }
}
