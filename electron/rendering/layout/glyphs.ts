import { type FontRole } from '../../../shared/domain/face/face.ts'
import { type FontChain } from '../fonts/font-chain.ts'
import { type FontFace } from '../fonts/font-file.ts'

/** A character with the face that draws it and its width in ems. */
export interface Glyph {
  readonly codePoint: number
  readonly char: string
  readonly face: FontFace
  readonly width: number
}

/** Thrown while a page is laid out; the renderer turns it into the error `glyph-missing`. */
export class GlyphMissing extends Error {
  readonly char: string
  readonly text: string
  constructor(char: string, text: string) {
    super(`no font for ${char}`)
    this.char = char
    this.text = text
  }
}

/** Finds each character's face and width. @throws GlyphMissing for the first character that no font has. */
export function glyphsOf(chain: FontChain, role: FontRole, text: string): readonly Glyph[] {
  const out: Glyph[] = []
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0
    const face = chain.faceFor(role, codePoint)
    if (!face) throw new GlyphMissing(char, text)
    out.push({ codePoint, char, face, width: face.advanceOf(face.glyphOf(codePoint)) / face.unitsPerEm })
  }
  return out
}

/** Width in ems. */
export const widthOf = (glyphs: readonly Glyph[]): number =>
  glyphs.reduce((sum, glyph) => sum + glyph.width, 0)
