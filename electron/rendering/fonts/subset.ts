import { readFileSync } from 'node:fs'
import { cidsOf } from './cff.ts'
import { type FontFace } from './font-file.ts'
import { openGlyfOutlines, type GlyfOutlines } from './glyf-outlines.ts'
import { subsetGlyf } from './glyf-subset.ts'
import { subsetByHarfBuzz } from './harfbuzz-subset.ts'

/** A font cut down for one document. */
export interface FontSubset {
  /** `glyf`: a TrueType file. `cff`: a bare CFF table. */
  readonly outlines: 'glyf' | 'cff'
  readonly program: Uint8Array
  /** Code (CID) of each character: its place in the list plus one for `glyf`. */
  readonly codeOf: (codePoint: number) => number
  /** CID → glyph, two bytes each; absent where they are equal or the font itself says. */
  readonly cidToGlyph?: Uint8Array
}

const opened = new Map<string, GlyfOutlines>()

function outlinesOf(face: FontFace): GlyfOutlines {
  let outlines = opened.get(face.id)
  if (!outlines) {
    outlines = openGlyfOutlines(face)
    opened.set(face.id, outlines)
  }
  return outlines
}

function codesInOrder(codePoints: readonly number[]): (codePoint: number) => number {
  const codes = new Map(codePoints.map((codePoint, i) => [codePoint, i + 1]))
  return codePoint => codes.get(codePoint) ?? 0
}

/** CID → glyph of HarfBuzz's subset, which has an order of its own. */
function glyphMap(codePoints: readonly number[], glyphOf: (codePoint: number) => number): Uint8Array {
  const out = new Uint8Array(2 * (codePoints.length + 1))
  codePoints.forEach((codePoint, i) => {
    const glyph = glyphOf(codePoint)
    out[2 * (i + 1)] = glyph >> 8
    out[2 * (i + 1) + 1] = glyph & 255
  })
  return out
}

/** Cuts a face down to characters that it has, each once. @throws FontUnusable for a font that changed or is broken */
export function subsetFont(face: FontFace, codePoints: readonly number[]): FontSubset {
  const codeOf = codesInOrder(codePoints)
  if (face.outlines === 'glyf' && !face.variable) {
    const glyphs = [0, ...codePoints.map(face.glyphOf)]
    return { outlines: 'glyf', program: subsetGlyf(outlinesOf(face), glyphs), codeOf }
  }
  const { program, cff, glyphOf } = subsetByHarfBuzz(face, codePoints)
  if (cff) {
    const cids = cidsOf(cff)
    return { outlines: 'cff', program: cff, codeOf: codePoint => cids(glyphOf(codePoint)) }
  }
  return { outlines: 'glyf', program, codeOf, cidToGlyph: glyphMap(codePoints, glyphOf) }
}

/** A TrueType face as it is, with the same codes: what a subset is compared with. Not for issuing, since it weighs megabytes. */
export function wholeFont(face: FontFace, codePoints: readonly number[]): FontSubset {
  return {
    outlines: 'glyf',
    program: readFileSync(face.path),
    codeOf: codesInOrder(codePoints),
    cidToGlyph: glyphMap(codePoints, face.glyphOf),
  }
}
