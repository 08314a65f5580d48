import { type Cell, type TableHead, type TableRow } from '../../ports/tables.ts'
import { decodedText, utf8MarkOf } from '../csv/encoding.ts'
import { fault, tooLarge, unreadable } from '../faults.ts'
import { type FileSource } from '../file-source.ts'
import { type ImportLimits } from '../limits.ts'
import { type TableRows } from '../open-table.ts'
import { checkCell, noHeadings } from '../raw-table.ts'
import { words } from '../../../shared/kernel/words.ts'
import { ObjectScanner, type ObjectText } from './object-scanner.ts'

/** Strings and numbers of a JSON text, so that a long number inside a string is left alone. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const LONG_INTEGER = /^-?\d{16,}$/

/** A whole number of 16 digits and more becomes a text: as a number an identity number would lose its last digits. */
const keepDigits = (json: string): string =>
  /\d{16}/.test(json) ? json.replace(TOKEN, token => (LONG_INTEGER.test(token) ? `"${token}"` : token)) : json

function parseObject({ text, item, line }: ObjectText): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(keepDigits(text)) as Readonly<Record<string, unknown>>
  } catch {
    throw unreadable(
      `JSON 第 ${item} 项（第 ${line} 行起）格式有误`,
      `item ${item} of the JSON (from line ${line}) is not valid`,
      { item, line },
    )
  }
}

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** A list of plain values becomes one cell, its items parted by `；`, as a clerk writes it in a sheet. */
function cellOf(value: unknown, key: string, item: number): Cell {
  if (isScalar(value)) return value
  if (Array.isArray(value) && value.every(isScalar)) return value.filter(v => v !== null).join('；')
  throw unreadable(
    `JSON 第 ${item} 项的“${key.slice(0, 40)}”不是单个值`,
    `item ${item} of the JSON: "${key.slice(0, 40)}" is not a plain value`,
    { item },
  )
}

function rowOf(object: ObjectText, limits: ImportLimits): TableRow {
  const { item } = object
  const entries = Object.entries(parseObject(object))
  if (entries.length !== object.keys)
    throw fault(
      'duplicate-heading',
      words(`JSON 第 ${item} 项有重复的键`, `item ${item} of the JSON has a key twice`),
      words('请删除重复的键后再导入', 'remove one of the two and import again'),
      { row: item },
    )
  const cells = entries.map(([key, value], i) => {
    const cell = cellOf(value, key, item)
    if (i >= limits.columns || key.length > limits.cellLength)
      throw tooLarge(
        `JSON 第 ${item} 项的键过多或过长`,
        `item ${item} of the JSON has too many keys or too long ones`,
        limits.columns,
      )
    checkCell(cell, item, i, limits)
    return [key, cell] as const
  })
  return { row: item, cells: Object.fromEntries(cells) }
}

const hasValue = ({ cells }: TableRow): boolean =>
  Object.values(cells).some(cell => cell !== null && cell !== '')

function jsonRows(source: FileSource, bom: 0 | 3, limits: ImportLimits): TableRows {
  return async function* (afterRow) {
    const scanner = new ObjectScanner(limits)
    for await (const text of decodedText(source, { encoding: 'utf-8', bom })) {
      const rows = scanner
        .feed(text)
        .filter(({ item }) => item > afterRow)
        .map(object => rowOf(object, limits))
        .filter(hasValue)
      if (rows.length > 0) yield rows
    }
    scanner.end()
  }
}

/**
 * Opens JSON (UTF-8): an array of objects, `{"rows": […]}` or JSON lines. The file is read once whole before the first row
 * is given: its headings are the keys of all objects, and a file that breaks off later is refused at once.
 * @throws ImportFault
 */
export async function openJson(
  source: FileSource,
  limits: ImportLimits,
): Promise<{ head: TableHead; rows: TableRows }> {
  const bom = await utf8MarkOf(source)
  const rows = jsonRows(source, bom, limits)
  const keys = new Set<string>()
  let count = 0
  for await (const batch of rows(0)) {
    count += batch.length
    if (count > limits.rows) throw tooLarge('数据行数过多', 'there are too many rows', limits.rows)
    for (const row of batch) for (const key of Object.keys(row.cells)) keys.add(key)
    if (keys.size > limits.columns)
      throw tooLarge('JSON 中的键过多', 'the JSON has too many keys', limits.columns)
  }
  if (keys.size === 0) throw noHeadings()
  return { head: { format: 'json', headings: [...keys], headingRow: 0 }, rows }
}
