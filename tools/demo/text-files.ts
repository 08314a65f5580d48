import iconv from 'iconv-lite'
import { type CellOut } from './spell.ts'

const textOf = (cell: CellOut): string => {
  if (cell === null) return ''
  if (typeof cell === 'object') throw new Error('a text file holds texts only')
  return String(cell)
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const csvText = (rows: readonly (readonly CellOut[])[]): string =>
  rows.map(row => `${row.map(cell => quoted(textOf(cell))).join(',')}\r\n`).join('')

/** csv in UTF-8 with its mark, as spreadsheet programs save "CSV UTF-8". */
export const csvUtf8 = (rows: readonly (readonly CellOut[])[]): Uint8Array =>
  new TextEncoder().encode(`\ufeff${csvText(rows)}`)

/** csv in GB18030, as Chinese spreadsheet programs save plain csv. */
export const csvGb18030 = (rows: readonly (readonly CellOut[])[]): Uint8Array =>
  iconv.encode(csvText(rows), 'gb18030')

/** JSON objects, one a row, without the empty cells; bare or under `rows`. */
export function jsonFile(
  headings: readonly string[],
  rows: readonly (readonly CellOut[])[],
  wrapped: boolean,
): Uint8Array {
  const objects = rows.map(row =>
    Object.fromEntries(
      headings.flatMap((heading, i) => ((row[i] ?? null) === null ? [] : [[heading, row[i]]])),
    ),
  )
  const text = JSON.stringify(wrapped ? { title: '样例数据', rows: objects } : objects, null, 1)
  return new TextEncoder().encode(`${text}\n`)
}
