import { type Glyph } from './glyphs.ts'

/** Marks that may not begin a line (GB/T 15834 and usual practice), among them the middle dots of names. */
const NOT_AT_START = new Set('、，。．；：！？）〕］】》〉」』”’％‰℃·•‧・∙,.;:!?)]}%…—～-/')

/** Marks that may not end a line. */
const NOT_AT_END = new Set('（〔［【《〈「『“‘([{￥＄$#')

const isWordPart = (char: string): boolean =>
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}0-9'’&@_.+-]/u.test(char)

const isSpace = (char: string): boolean => char === ' ' || char === '\u3000' || char === '\u00a0'

/** Whether a line may end between two characters. */
export function mayBreak(before: string, after: string): boolean {
  if (before === '\u00a0' || after === '\u00a0') return false
  if (isSpace(after)) return false
  if (isSpace(before)) return true
  if (NOT_AT_START.has(after) || NOT_AT_END.has(before)) return false
  return !(isWordPart(before) && isWordPart(after))
}

/** Pieces between which a line may end. */
function pieces(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const out: Glyph[][] = []
  let piece: Glyph[] = []
  for (const glyph of glyphs) {
    const last = piece.at(-1)
    if (last && mayBreak(last.char, glyph.char)) {
      out.push(piece)
      piece = []
    }
    piece.push(glyph)
  }
  if (piece.length > 0) out.push(piece)
  return out
}

function trimEnd(line: readonly Glyph[]): readonly Glyph[] {
  let end = line.length
  while (end > 0 && isSpace(line[end - 1]?.char ?? '')) end--
  return line.slice(0, end)
}

/** Fills lines of at most `width` ems; a piece wider than a line (a long address of a website) is cut where it must be. */
class LineFiller {
  private readonly width: number
  private readonly spacing: number
  private readonly lines: (readonly Glyph[])[] = []
  private line: Glyph[] = []
  private used = 0

  constructor(width: number, spacing: number) {
    this.width = width
    this.spacing = spacing
  }

  private advance(glyphs: readonly Glyph[]): number {
    return glyphs.reduce((sum, glyph) => sum + glyph.width + this.spacing, 0)
  }

  private fits(glyphs: readonly Glyph[]): boolean {
    return this.used + this.advance(trimEnd(glyphs)) - this.spacing <= this.width + 1e-6
  }

  endLine(): void {
    this.lines.push(trimEnd(this.line))
    this.line = []
    this.used = 0
  }

  private put(glyphs: readonly Glyph[]): void {
    this.line.push(...glyphs)
    this.used += this.advance(glyphs)
  }

  add(piece: readonly Glyph[]): void {
    if (this.fits(piece)) return this.put(piece)
    if (this.line.length > 0) this.endLine()
    if (this.fits(piece)) return this.put(piece)
    for (const glyph of piece) {
      if (this.line.length > 0 && !this.fits([glyph])) this.endLine()
      this.put([glyph])
    }
  }

  finish(): readonly (readonly Glyph[])[] {
    this.endLine()
    return this.lines
  }
}

/**
 * Breaks glyphs into lines of at most `width` ems (with `spacing` ems between characters). A line feed always breaks.
 * Keeps words and numbers whole and forbidden marks away from line ends where the width allows it.
 */
export function breakLines(
  paragraphs: readonly (readonly Glyph[])[],
  width: number,
  spacing = 0,
): readonly (readonly Glyph[])[] {
  return paragraphs.flatMap(glyphs => {
    const filler = new LineFiller(width, spacing)
    for (const piece of pieces(glyphs)) filler.add(piece)
    return filler.finish()
  })
}

/** The narrowest width that needs no more lines: evens out ragged last lines. */
export function balancedLines(
  paragraphs: readonly (readonly Glyph[])[],
  width: number,
  spacing = 0,
): readonly (readonly Glyph[])[] {
  const widest = breakLines(paragraphs, width, spacing)
  if (widest.length <= paragraphs.length) return widest
  let low = width / 2
  let high = width
  let best = widest
  for (let i = 0; i < 7; i++) {
    const middle = (low + high) / 2
    const lines = breakLines(paragraphs, middle, spacing)
    if (lines.length <= widest.length) {
      best = lines
      high = middle
    } else low = middle
  }
  return best
}
