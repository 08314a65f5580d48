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

/** Glyphs of a chain's roles by their characters: a licence has hundreds, and mostly those of the one before it. */
const known = new WeakMap<FontChain, Map<FontRole, Map<string, Glyph>>>()

function glyphsKnown(chain: FontChain, role: FontRole): Map<string, Glyph> {
  const ofChain = known.get(chain) ?? new Map<FontRole, Map<string, Glyph>>()
  if (ofChain.size === 0) known.set(chain, ofChain)
  const ofRole = ofChain.get(role) ?? new Map<string, Glyph>()
  if (ofRole.size === 0) ofChain.set(role, ofRole)
  return ofRole
}

/** Finds each character's face and width. @throws GlyphMissing for the first character that no font has. */
export function glyphsOf(chain: FontChain, role: FontRole, text: string): readonly Glyph[] {
  const kept = glyphsKnown(chain, role)
  const out: Glyph[] = []
  for (const char of text) {
    let glyph = kept.get(char)
    if (!glyph) {
      const codePoint = char.codePointAt(0) ?? 0
      const face = chain.faceFor(role, codePoint)
      if (!face) throw new GlyphMissing(char, text)
      glyph = { codePoint, char, face, width: face.advanceOf(face.glyphOf(codePoint)) / face.unitsPerEm }
      kept.set(char, glyph)
    }
    out.push(glyph)
  }
  return out
}

/** Width in ems. */
export const widthOf = (glyphs: readonly Glyph[]): number =>
  glyphs.reduce((sum, glyph) => sum + glyph.width, 0)
