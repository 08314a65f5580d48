import { zipSync } from 'fflate'
import { serialOf, type CellOut } from './spell.ts'

/** One sheet as an office's spreadsheet program would save it. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly CellOut[])[]
  /** 0-based indexes of rows that are titles: merged over all columns. */
  readonly titles?: readonly number[]
  /** 0-based index of the headings: bold. */
  readonly headings?: number
  readonly hidden?: boolean
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Indexes into `cellXfs` below. */
const STYLE = { general: 0, text: 1, heading: 2, shortDate: 3, longDate: 4, title: 5 } as const

const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>` +
  '<fonts count="3"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font>' +
  '<font><b/><sz val="18"/><name val="黑体"/><charset val="134"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">' +
  [
    [0, 0],
    [49, 0],
    [0, 1],
    [14, 0],
    [176, 0],
    [0, 2],
  ]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    )
    .join('') +
  '</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const columnName = (index: number): string =>
  (index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '') +
  String.fromCharCode(65 + (index % 26))

/** Texts that cells share, in order of first use. */
class SharedTexts {
  private readonly indexes = new Map<string, number>()
  private uses = 0

  indexOf(text: string): number {
    this.uses++
    const index = this.indexes.get(text) ?? this.indexes.size
    this.indexes.set(text, index)
    return index
  }

  xml(): string {
    const items = [...this.indexes.keys()].map(
      text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`,
    )
    return `${HEAD}<sst xmlns="${MAIN}" count="${this.uses}" uniqueCount="${items.length}">${items.join('')}</sst>`
  }
}

/** Long numbers as Excel saves them: fifteen digits and an exponent. */
const numberText = (value: number): string =>
  Math.abs(value) < 1e15 ? String(value) : value.toExponential(14).replace('e', 'E')

function cellXml(at: string, cell: CellOut, texts: SharedTexts, textStyle: number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return `<c r="${at}" s="${textStyle}" t="s"><v>${texts.indexOf(cell)}</v></c>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${numberText(cell)}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if ('date' in cell)
    return `<c r="${at}" s="${cell.long === true ? STYLE.longDate : STYLE.shortDate}"><v>${serialOf(cell.date)}</v></c>`
  if ('error' in cell) return `<c r="${at}" t="e"><v>${escaped(cell.error)}</v></c>`
  if ('formula' in cell) return `<c r="${at}"><f>${escaped(cell.formula)}</f></c>`
  throw new Error(`${at}: a cell of a workbook holds no list`)
}

function sheetXml(sheet: Sheet, texts: SharedTexts): string {
  const width = Math.max(...sheet.rows.map(row => row.length))
  const titles = sheet.titles ?? []
  const rows = sheet.rows.map((cells, i) => {
    const style = titles.includes(i) ? STYLE.title : i === sheet.headings ? STYLE.heading : STYLE.text
    const xml = cells
      .map((cell, column) => cellXml(`${columnName(column)}${i + 1}`, cell, texts, style))
      .join('')
    return xml === '' ? '' : `<row r="${i + 1}">${xml}</row>`
  })
  const merged = titles.map(i => `<mergeCell ref="A${i + 1}:${columnName(width - 1)}${i + 1}"/>`)
  return (
    `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><dimension ref="A1:${columnName(width - 1)}${sheet.rows.length}"/>` +
    `<sheetFormatPr defaultRowHeight="14.25"/><cols><col min="1" max="${width}" width="18" customWidth="1"/></cols>` +
    `<sheetData>${rows.join('')}</sheetData>` +
    (merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : '') +
    '</worksheet>'
  )
}

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`

const relations = (items: readonly string[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`

function contentTypes(sheets: number): string {
  const parts = [
    ['xl/workbook.xml', 'sheet.main'],
    ['xl/styles.xml', 'styles'],
    ['xl/sharedStrings.xml', 'sharedStrings'],
    ...Array.from({ length: sheets }, (_, i) => [`xl/worksheets/sheet${i + 1}.xml`, 'worksheet']),
  ].map(([part, type]) => `<Override PartName="/${part}" ContentType="${SPREADSHEET}.${type}+xml"/>`)
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`
  )
}

/** The time in the archive, in the machine's own zone as ZIP wants it: the same bytes everywhere. */
const WRITTEN = new Date(2026, 0, 1, 9, 0, 0)

/**
 * An xlsx as the spreadsheet programs of offices write it: shared strings, real date cells, merged titles, more sheets than
 * one. The program's own writer makes none of these, and the demonstration is of files that come from elsewhere.
 */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const texts = new SharedTexts()
  const encoder = new TextEncoder()
  const list = sheets.map(
    (sheet, i) =>
      `<sheet name="${escaped(sheet.name)}" sheetId="${i + 1}"${sheet.hidden === true ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  const parts: [string, string][] = [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', relations([relation(1, 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
        relation(sheets.length + 1, 'styles', 'styles.xml'),
        relation(sheets.length + 2, 'sharedStrings', 'sharedStrings.xml'),
      ]),
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      sheetXml(sheet, texts),
    ]),
  ]
  parts.push(['xl/sharedStrings.xml', texts.xml()])
  return zipSync(Object.fromEntries(parts.map(([name, text]) => [name, encoder.encode(text)])), {
    mtime: WRITTEN,
    level: 9,
  })
}
