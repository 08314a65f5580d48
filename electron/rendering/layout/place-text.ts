import { type Box, type Colour, type TextStyle } from '../../../shared/domain/face/face.ts'
import { lineWidth, type FittedText } from './fit-text.ts'
import { type Glyph } from './glyphs.ts'

/** One line of text at its place. Millimetres from the left and top edge of the page. */
export interface PlacedLine {
  readonly glyphs: readonly Glyph[]
  readonly x: number
  readonly baseline: number
  readonly size: number
  readonly spacing: number
  readonly colour: Colour
  /** Clockwise, radians. */
  readonly angle?: number
  /** The same on every licence of the face: its characters go into a font of their own, which is made once. */
  readonly fixed?: boolean
}

/** Part of the em above the baseline: where Chinese faces put it. */
export const ASCENT = 0.88

export const INK: Colour = '#111111'

/** Puts fitted lines into their box by the style's alignments. */
export function placeText(text: FittedText, style: TextStyle, box: Box): readonly PlacedLine[] {
  const spare = box.height - text.height
  const top = box.y + (style.valign === 'top' ? 0 : style.valign === 'bottom' ? spare : spare / 2)
  return text.lines.map((glyphs, i) => {
    const free = box.width - lineWidth(glyphs, text.size, text.spacing)
    return {
      glyphs,
      x: box.x + (style.align === 'left' ? 0 : style.align === 'right' ? free : free / 2),
      baseline: top + i * text.leading + ASCENT * text.size,
      size: text.size,
      spacing: text.spacing,
      colour: style.colour ?? INK,
    }
  })
}

/** A label spread over its full width, first and last character at the edges, as Chinese forms have it. */
export function placeJustified(
  glyphs: readonly Glyph[],
  style: TextStyle,
  box: Pick<Box, 'x' | 'y' | 'width'>,
): PlacedLine {
  const natural = lineWidth(glyphs, style.size, 0)
  const size = natural > box.width ? (style.size * box.width) / natural : style.size
  const spacing = glyphs.length > 1 ? (box.width - lineWidth(glyphs, size, 0)) / (glyphs.length - 1) : 0
  return {
    glyphs,
    x: box.x,
    baseline: box.y + ASCENT * size,
    size,
    spacing,
    colour: style.colour ?? INK,
  }
}
