import { type Box } from '../../../shared/domain/face/face.ts'
import { type FontChain } from '../fonts/font-chain.ts'
import { glyphsOf, type Glyph } from '../layout/glyphs.ts'
import { ASCENT, type PlacedLine } from '../layout/place-text.ts'
import { type Drawing } from './path.ts'

/** Seal red, C0 M100 Y100 K0. */
export const SEAL_RED = { c: 0, m: 100, y: 100, k: 0 } as const

/** The ring of a seal without a picture. */
export function drawSealRing(drawing: Drawing, box: Box): void {
  const r = Math.min(box.width, box.height) / 2
  const centre = [box.x + box.width / 2, box.y + box.height / 2] as const
  drawing
    .stroke(SEAL_RED, r * 0.055)
    .circle(centre, r * 0.965)
    .paintStroke()
  drawing
    .stroke(SEAL_RED, r * 0.014)
    .circle(centre, r * 0.885)
    .paintStroke()
}

/** Glyphs on a circle, upright outwards, centred on the top. */
function onCircle(
  glyphs: readonly Glyph[],
  box: Box,
  radius: number,
  size: number,
  span: number,
): PlacedLine[] {
  const centre = [box.x + box.width / 2, box.y + box.height / 2] as const
  const step = glyphs.length > 1 ? span / (glyphs.length - 1) : 0
  return glyphs.map((glyph, i) => {
    const angle = glyphs.length > 1 ? -span / 2 + i * step : 0
    const half = (glyph.width * size) / 2
    // The baseline lies inside the circle through the middle of the characters.
    const base = radius - (ASCENT - 0.5) * size
    return {
      glyphs: [glyph],
      x: centre[0] + base * Math.sin(angle) - half * Math.cos(angle),
      baseline: centre[1] - base * Math.cos(angle) - half * Math.sin(angle),
      size,
      spacing: 0,
      colour: SEAL_RED,
      angle,
      fixed: true,
    }
  })
}

/** The seal's name round the ring and, for demonstrations, 样例 in its middle. @throws GlyphMissing */
export function sealLines(
  chain: FontChain,
  box: Box,
  sealText: string,
  specimen: boolean,
): readonly PlacedLine[] {
  const r = Math.min(box.width, box.height) / 2
  const glyphs = glyphsOf(chain, 'song-bold', sealText)
  const span = Math.min(1.62 * Math.PI, 0.36 * Math.max(1, glyphs.length - 1))
  const step = glyphs.length > 1 ? span / (glyphs.length - 1) : 1
  const size = Math.min(r * 0.27, step * r * 0.74 * 0.92)
  const lines = onCircle(glyphs, box, r * 0.7, size, span)
  if (!specimen) return lines
  const centre = glyphsOf(chain, 'song-bold', '样例')
  const middle = r * 0.34
  const width = centre.reduce((sum, glyph) => sum + glyph.width, 0) * middle
  lines.push({
    glyphs: centre,
    x: box.x + box.width / 2 - width / 2,
    baseline: box.y + box.height / 2 - r * 0.12 + (ASCENT - 0.5) * middle,
    size: middle,
    spacing: 0,
    colour: SEAL_RED,
    fixed: true,
  })
  return lines
}
