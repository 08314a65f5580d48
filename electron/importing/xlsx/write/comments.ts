import { escapeText } from '../text.ts'
import { columnName } from '../../raw-table.ts'
import { type ZipWriter } from '../../zip/zip-writer.ts'
import { COMMENTS_END, COMMENTS_START } from './parts.ts'

export interface CellComment {
  /** 1-based row and 0-based column. */
  readonly row: number
  readonly column: number
  readonly text: string
}

/** Shapes that one drawing cluster numbers. */
const CLUSTER = 1024
/** A comment longer than a screen is not read; Excel shows 32,767 at most. */
const MAX_COMMENT = 2_000

const shorten = (text: string): string =>
  text.length > MAX_COMMENT ? `${text.slice(0, MAX_COMMENT)}…` : text

function vmlStart(count: number): string {
  const clusters = Array.from({ length: Math.ceil((count + 1) / CLUSTER) }, (_, i) => i + 1)
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${clusters.join(',')}"/></o:shapelayout>` +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
  )
}

/** A hidden yellow note that appears when the pointer rests on the cell; its place is right of and above the cell. */
function shape(n: number, { row, column, text }: CellComment): string {
  const lines = Math.min(20, 2 + text.split('\n').length + Math.ceil(text.length / 14))
  const top = Math.max(0, row - 2)
  const anchor = [column + 1, 15, top, 4, column + 4, 15, top + lines, 4].join(', ')
  return (
    `<v:shape id="_x0000_s${CLUSTER + 1 + n}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:160pt;height:${lines * 15}pt;z-index:${n + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>` +
    `<x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  )
}

/** Comments and the drawing that Excel and LibreOffice show them by. Order of the cells as given. */
export function writeComments(zip: ZipWriter, comments: readonly CellComment[]): void {
  const texts = zip.part('xl/comments1.xml')
  texts.write(COMMENTS_START)
  for (const { row, column, text } of comments)
    texts.write(
      `<comment ref="${columnName(column)}${row}" authorId="0"><text><r><rPr><sz val="9"/><rFont val="宋体"/></rPr>` +
        `<t xml:space="preserve">${escapeText(shorten(text))}</t></r></text></comment>`,
    )
  texts.write(COMMENTS_END)
  texts.end()
  const drawing = zip.part('xl/drawings/vmlDrawing1.vml')
  drawing.write(vmlStart(comments.length))
  for (const [n, comment] of comments.entries()) drawing.write(shape(n, comment))
  drawing.write('</xml>')
  drawing.end()
}
