import { escapeMarkup } from '../text.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Indexes into the cell styles of `STYLES`. Texts have the format `@`, so that digits typed later stay digits too. */
export const STYLE = { general: 0, text: 1, heading: 2, markedText: 3, markedNumber: 4 } as const

const xf = (numFmt: number, font: number, fill: number, wrap = false) =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">` +
  `<alignment vertical="center"${wrap ? ' wrapText="1"' : ''}/></xf>`

const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`

export const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>' +
  '<font><b/><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font></fonts>' +
  `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFE8EEF5')}${fill('FFFFD9D6')}</fills>` +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="5">${xf(0, 0, 0)}${xf(49, 0, 0)}${xf(49, 1, 2, true)}${xf(49, 0, 3)}${xf(0, 0, 3)}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

export function contentTypes(withComments: boolean): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${SPREADSHEET}.${type}+xml"/>`
  return (
    `${HEAD}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    (withComments
      ? '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
      : '') +
    override('xl/workbook.xml', 'sheet.main') +
    override('xl/worksheets/sheet1.xml', 'worksheet') +
    override('xl/styles.xml', 'styles') +
    (withComments ? override('xl/comments1.xml', 'comments') : '') +
    '</Types>'
  )
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${items.join('')}</Relationships>`
}

export const ROOT_RELATIONS = relations([['rId1', 'officeDocument', 'xl/workbook.xml']])

export const WORKBOOK_RELATIONS = relations([
  ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
  ['rId2', 'styles', 'styles.xml'],
])

/** `rId1` is what the sheet names as its legacy drawing. */
export const SHEET_RELATIONS = relations([
  ['rId1', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
  ['rId2', 'comments', '../comments1.xml'],
])

/** Excel takes 31 characters without []:*?/\ and no quote at either end; anything else makes it call the file damaged. */
export function safeSheetName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[[\]:*?/\\]|\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
  let short = ''
  for (const c of clean) {
    if (short.length + c.length > 31) break
    short += c
  }
  return short.trim().replace(/'+$/, '') || 'Sheet1'
}

export const workbook = (sheetName: string): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
  `<sheet name="${escapeMarkup(safeSheetName(sheetName))}" sheetId="1" r:id="rId1"/></sheets></workbook>`

/** Up to the first row: the heading row stays in view, columns hold text by default. Widths in characters. */
export function sheetStart(widths: readonly number[]): string {
  const cols = widths.map(
    (width, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${STYLE.text}" customWidth="1"/>`,
  )
  return (
    `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>' +
    `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>`
  )
}

export const sheetEnd = (withComments: boolean): string =>
  `</sheetData>${withComments ? '<legacyDrawing r:id="rId1"/>' : ''}</worksheet>`

export const COMMENTS_START = `${HEAD}<comments xmlns="${MAIN}"><authors><author>证照工作站</author></authors><commentList>`
export const COMMENTS_END = '</commentList></comments>'
