import { num, POINTS } from '../art/path.ts'
import { fillColour } from '../colour.ts'
import { type PlacedLine } from '../layout/place-text.ts'
import { type DocumentFonts } from './fonts.ts'

/** Operators that show one line of text on a page of that height (millimetres). */
export function showLine(line: PlacedLine, pageHeight: number, fonts: DocumentFonts): string {
  const fixed = line.fixed ?? false
  const angle = -(line.angle ?? 0)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const size = num(line.size * POINTS)
  const matrix = [cos, sin, -sin, cos, line.x * POINTS, (pageHeight - line.baseline) * POINTS]
  let out = `BT\n${fillColour(line.colour)}${num(line.spacing * POINTS)} Tc\n${matrix.map(num).join(' ')} Tm\n`
  let face
  let run = ''
  const flush = (): void => {
    if (run !== '') out += `<${run}> Tj\n`
    run = ''
  }
  for (const glyph of line.glyphs) {
    if (glyph.face !== face) {
      flush()
      face = glyph.face
      out += `/${fonts.nameOf(glyph, fixed)} ${size} Tf\n`
    }
    run += fonts.codeOf(glyph, fixed)
  }
  flush()
  return `${out}ET\n`
}
