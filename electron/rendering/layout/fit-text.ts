import { type Box, type TextStyle } from '../../../shared/domain/face/face.ts'
import { type FontChain } from '../fonts/font-chain.ts'
import { balancedLines, breakLines } from './break-lines.ts'
import { glyphsOf, widthOf, type Glyph } from './glyphs.ts'

/** Text laid out for a box: every line is at most the box's width, all lines together at most its height. */
export interface FittedText {
  /** Millimetres of em height. */
  readonly size: number
  readonly lines: readonly (readonly Glyph[])[]
  /** Millimetres from one baseline to the next. */
  readonly leading: number
  /** Millimetres. */
  readonly height: number
  readonly spacing: number
}

/** Sizes are tried in steps of this many millimetres. */
const STEP = 0.1

const DEFAULT_LINE_HEIGHT = 1.32

const lineHeightOf = (style: TextStyle): number => style.lineHeight ?? DEFAULT_LINE_HEIGHT

/** Paragraphs of glyphs, one per line feed. @throws GlyphMissing */
export const paragraphsOf = (
  chain: FontChain,
  style: TextStyle,
  text: string,
): readonly (readonly Glyph[])[] =>
  text.split(/\r\n|\r|\n/).map(line => glyphsOf(chain, style.font, line.replaceAll('\t', ' ')))

/** Width in millimetres of a line at a size. */
export function lineWidth(line: readonly Glyph[], size: number, spacing: number): number {
  return widthOf(line) * size + Math.max(0, line.length - 1) * spacing
}

/** A last line shorter than this is a widow. */
const WIDOW = 3

/** Lines without a widow where a slightly narrower measure avoids it at no cost. */
function withoutWidow(
  paragraphs: readonly (readonly Glyph[])[],
  width: number,
  spacing: number,
): readonly (readonly Glyph[])[] {
  const lines = breakLines(paragraphs, width, spacing)
  if (lines.length <= paragraphs.length || (lines.at(-1)?.length ?? 0) >= WIDOW) return lines
  for (let narrower = 1; narrower <= WIDOW; narrower++) {
    const other = breakLines(paragraphs, width - narrower, spacing)
    if (other.length === lines.length && (other.at(-1)?.length ?? 0) >= WIDOW) return other
  }
  return lines
}

/** Centred lines are evened out; others only avoid a widow. */
const wrap = (
  paragraphs: readonly (readonly Glyph[])[],
  width: number,
  spacing: number,
  style: TextStyle,
): readonly (readonly Glyph[])[] =>
  style.align === 'center'
    ? balancedLines(paragraphs, width, spacing)
    : withoutWidow(paragraphs, width, spacing)

function setLines(
  lines: readonly (readonly Glyph[])[],
  size: number,
  spacing: number,
  style: TextStyle,
): FittedText {
  const leading = size * lineHeightOf(style)
  return { size, lines, leading, height: (lines.length - 1) * leading + size, spacing }
}

/** Lines at one size, however high they become. */
export function setAtSize(
  paragraphs: readonly (readonly Glyph[])[],
  width: number,
  size: number,
  style: TextStyle,
): FittedText {
  const spacing = (style.letterSpacing ?? 0) * (size / style.size)
  return setLines(wrap(paragraphs, width / size, spacing / size, style), size, spacing, style)
}

/** Sizes from the style's own down to `floor`, largest first. */
export function sizesDownTo(size: number, floor: number): readonly number[] {
  const out: number[] = []
  for (let s = size; s > floor + 1e-9; s -= STEP) out.push(s)
  out.push(Math.min(size, floor))
  return out
}

/**
 * The largest setting that fits the box, or undefined when even the smallest size does not.
 * Never clips: what comes back holds every character inside the box.
 * @throws GlyphMissing
 */
export function fitParagraphs(
  paragraphs: readonly (readonly Glyph[])[],
  style: TextStyle,
  box: Pick<Box, 'width' | 'height'>,
  floor = style.minSize,
): FittedText | undefined {
  const sizes = sizesDownTo(style.size, floor)
  const only = paragraphs.length === 1 ? paragraphs[0] : undefined
  if (only && style.fit !== 'wrap-first') {
    for (const size of sizes) {
      const spacing = (style.letterSpacing ?? 0) * (size / style.size)
      if (lineWidth(only, size, spacing) <= box.width && size <= box.height) {
        return setLines([only], size, spacing, style)
      }
    }
  }
  for (const size of sizes) {
    const set = setAtSize(paragraphs, box.width, size, style)
    const widest = Math.max(...set.lines.map(line => lineWidth(line, size, set.spacing)))
    if (set.height <= box.height + 1e-6 && widest <= box.width + 1e-3) return set
  }
  return undefined
}
