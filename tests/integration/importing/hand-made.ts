import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll } from 'vitest'
import { crc32 } from '../../../shared/kernel/crc32.ts'
import { createTables, type TablesOptions } from '../../../electron/importing/tables.ts'
import { type Cell, type TableHead, type TableRow } from '../../../electron/ports/tables.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'

/** A folder for a test file's files, removed at its end. */
export function testFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'lw-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return name => join(folder, name)
}

interface PartOptions {
  readonly stored?: boolean
  readonly encrypted?: boolean
  readonly method?: number
  /** Falsehoods for the directory. */
  readonly crc?: number
  readonly size?: number
}

export type Part = readonly [name: string, content: string | Uint8Array, options?: PartOptions]

/** A ZIP put together by hand, so that it can also be wrong. */
export function zipOf(parts: readonly Part[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content, options = {}] of parts) {
    const raw = Buffer.from(content)
    const packed = options.stored ? raw : deflateRawSync(raw)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(20, 6)
    head.writeUInt16LE(options.encrypted ? 1 : 0, 8)
    head.writeUInt16LE(options.method ?? (options.stored ? 0 : 8), 10)
    head.writeUInt32LE(options.crc ?? crc32(raw), 16)
    head.writeUInt32LE(packed.length, 20)
    head.writeUInt32LE(options.size ?? raw.length, 24)
    head.writeUInt16LE(Buffer.byteLength(name), 28)
    head.writeUInt32LE(offset, 42)
    const start = Buffer.alloc(30)
    start.writeUInt32LE(0x04034b50, 0)
    head.copy(start, 4, 6, 30)
    start.writeUInt16LE(Buffer.byteLength(name), 26)
    start.writeUInt16LE(0, 28)
    local.push(start, Buffer.from(name), packed)
    central.push(head, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

export interface BookOptions {
  /** `<sheetData>` content by sheet; the name may carry `|hidden`. */
  readonly sheets: Readonly<Record<string, string>>
  readonly shared?: string
  readonly styles?: string
  readonly date1904?: boolean
  readonly prefix?: string
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function bookParts({ sheets, shared, styles, date1904, prefix = '' }: BookOptions): Part[] {
  const p = prefix === '' ? '' : `${prefix}:`
  const names = Object.keys(sheets)
  const list = names.map((name, i) => {
    const [title, state] = name.split('|')
    return `<${p}sheet name="${title}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="r${i + 1}"/>`
  })
  const relations = names.map(
    (_, i) =>
      `<Relationship Id="r${i + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  if (shared !== undefined)
    relations.push(`<Relationship Id="s" Type="${RELATION}/sharedStrings" Target="/xl/sharedStrings.xml"/>`)
  if (styles !== undefined)
    relations.push(`<Relationship Id="t" Type="${RELATION}/styles" Target="styles.xml"/>`)
  const parts: Part[] = [
    ['[Content_Types].xml', '<Types/>'],
    [
      '_rels/.rels',
      `<Relationships><Relationship Id="a" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<?xml version="1.0"?><${p}workbook xmlns${prefix ? `:${prefix}` : ''}="m" xmlns:r="x"><${p}workbookPr${date1904 ? ' date1904="1"' : ''}/><${p}sheets>${list.join('')}</${p}sheets></${p}workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', `<Relationships>${relations.join('')}</Relationships>`],
    ...names.map((name, i): Part => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `<${p}worksheet xmlns${prefix ? `:${prefix}` : ''}="m"><${p}sheetData>${sheets[name]}</${p}sheetData></${p}worksheet>`,
    ]),
  ]
  if (shared !== undefined) parts.push(['xl/sharedStrings.xml', `<sst>${shared}</sst>`])
  if (styles !== undefined) parts.push(['xl/styles.xml', `<styleSheet>${styles}</styleSheet>`])
  return parts
}

export const bookOf = (options: BookOptions): Buffer => zipOf(bookParts(options))

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
export const inline = (text: string): string => `<c t="inlineStr"><is><t>${escape(text)}</t></is></c>`
export const rowOf = (r: number, ...cells: readonly string[]): string =>
  `<row r="${r}">${cells.join('')}</row>`

export interface ReadTable {
  readonly head: TableHead
  readonly rows: readonly TableRow[]
  readonly error?: AppError
}

/** Opens and reads a file to its end; a failure to open and a failure on the way are told apart by `head`. */
export async function readTable(
  path: string,
  options: TablesOptions = {},
  afterRow?: number,
): Promise<Partial<ReadTable>> {
  const opened = await createTables(options).open(path)
  if (!opened.ok) return { error: opened.error }
  const rows: TableRow[] = []
  try {
    for await (const row of opened.value.rows(afterRow)) {
      if (!row.ok) return { head: opened.value.head, rows, error: row.error }
      rows.push(row.value)
    }
  } finally {
    await opened.value.close()
  }
  return { head: opened.value.head, rows }
}

export function fileReader(at: (name: string) => string) {
  let n = 0
  return (name: string, content: string | Uint8Array, options: TablesOptions = {}, afterRow?: number) => {
    const path = at(`${++n}-${name}`)
    writeFileSync(path, content)
    return readTable(path, options, afterRow)
  }
}

export const cellsOf = (table: Partial<ReadTable>): (readonly Cell[])[] =>
  (table.rows ?? []).map(row => Object.values(row.cells))
