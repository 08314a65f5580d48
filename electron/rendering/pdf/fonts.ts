import { PDFString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib'
import { type FontFace } from '../fonts/font-file.ts'
import { subsetFont, type FontSubset } from '../fonts/subset.ts'
import { type Glyph } from '../layout/glyphs.ts'
import { type PlacedLine } from '../layout/place-text.ts'
import { addStream, compress, written, type Value } from './values.ts'

/**
 * Fonts of one document: which characters each face draws, and their codes once the subsets are made. What is the same on every
 * licence goes into subsets of its own, which are kept ready between documents.
 */
export interface DocumentFonts {
  /** Notes the glyphs of a line. All lines are noted before the first code is asked for. */
  use(line: PlacedLine): void
  /** Cuts the faces down and adds them to the document. */
  embed(context: PDFContext): void
  /** Name of a glyph's font in the page's resources: `F0`. */
  nameOf(glyph: Glyph, fixed: boolean): string
  /** Four hexadecimal digits. */
  codeOf(glyph: Glyph, fixed: boolean): string
  /** The `/Font` resources. */
  resources(): { readonly [key: string]: PDFRef }
}

interface UsedFace {
  readonly face: FontFace
  readonly fixed: boolean
  readonly name: string
  /** By code point; the number is the character's code (CID). */
  readonly codes: Map<number, number>
  ref?: PDFRef
}

const hex4 = (n: number): string => n.toString(16).padStart(4, '0')

function utf16Hex(codePoint: number): string {
  const text = String.fromCodePoint(codePoint)
  let out = ''
  for (let i = 0; i < text.length; i++) out += hex4(text.charCodeAt(i))
  return out
}

/** Maps codes back to characters, surrogate pairs included, so that text can be searched and copied. */
function toUnicodeMap(codes: ReadonlyMap<number, number>): string {
  const entries = [...codes].sort((a, b) => a[1] - b[1])
  const blocks: string[] = []
  for (let i = 0; i < entries.length; i += 100) {
    const block = entries.slice(i, i + 100)
    const lines = block.map(([codePoint, code]) => `<${hex4(code)}> <${utf16Hex(codePoint)}>`)
    blocks.push(`${block.length} beginbfchar\n${lines.join('\n')}\nendbfchar\n`)
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n' +
    `${blocks.join('')}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend`
  )
}

/** Six letters that name the subset, made from its characters. */
function subsetTag(codes: ReadonlyMap<number, number>): string {
  let hash = 0x811c9dc5
  for (const codePoint of codes.keys()) hash = Math.imul(hash ^ codePoint, 0x01000193) >>> 0
  return Array.from({ length: 6 }, (_, i) =>
    String.fromCharCode(65 + (Math.floor(hash / 26 ** i) % 26)),
  ).join('')
}

/** Width of a Chinese character in thousandths of the em. */
const FULL_WIDTH = 1000

/** Widths in thousandths of the em that differ from the full width, in runs of neighbouring codes. */
function widths(face: FontFace, codes: ReadonlyMap<number, number>): Value[] {
  const out: Value[] = []
  let run: number[] = []
  let next = -1
  for (const [codePoint, code] of [...codes].sort((a, b) => a[1] - b[1])) {
    const width = (face.advanceOf(face.glyphOf(codePoint)) * 1000) / face.unitsPerEm
    if (width === FULL_WIDTH) continue
    if (code !== next) {
      run = []
      out.push(code, run)
    }
    run.push(width)
    next = code + 1
  }
  return out
}

function descriptor(
  context: PDFContext,
  face: FontFace,
  name: string,
  program: { readonly [key: string]: PDFRef },
): PDFRef {
  const scale = (v: number): number => Math.round((v * 1000) / face.unitsPerEm)
  return context.register(
    written({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: face.boundingBox.map(scale),
      ItalicAngle: 0,
      Ascent: scale(face.ascent),
      Descent: scale(face.descent),
      CapHeight: 700,
      StemV: 80,
      ...program,
    }),
  )
}

/** How a face comes into the document. */
export type FontCutter = (face: FontFace, codePoints: readonly number[]) => FontSubset

/** A subset with its streams compressed. */
interface ReadyFont {
  readonly subset: FontSubset
  readonly program: Uint8Array
  readonly toUnicode: Uint8Array
}

function makeReady({ face, codes }: UsedFace, cut: FontCutter): ReadyFont {
  const subset = cut(face, [...codes.keys()])
  const final = new Map([...codes.keys()].map(codePoint => [codePoint, subset.codeOf(codePoint)]))
  return { subset, program: compress(subset.program), toUnicode: compress(toUnicodeMap(final)) }
}

/** Subsets of what is the same on every licence, by face and characters. */
const kept = new Map<string, ReadyFont>()
const MAX_KEPT = 64

function readyFont(used: UsedFace, cut: FontCutter): ReadyFont {
  if (!used.fixed || cut !== subsetFont) return makeReady(used, cut)
  const key = `${used.face.id} ${[...used.codes.keys()].join(' ')}`
  let font = kept.get(key)
  if (!font) {
    font = makeReady(used, cut)
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(key, font)
  }
  return font
}

function embedFace(context: PDFContext, used: UsedFace, cut: FontCutter): PDFRef {
  const { face, codes } = used
  const { subset, program, toUnicode } = readyFont(used, cut)
  for (const codePoint of codes.keys()) codes.set(codePoint, subset.codeOf(codePoint))
  const cff = subset.outlines === 'cff'
  const name = `${subsetTag(codes)}+${face.postScriptName}`
  const file = cff
    ? { FontFile3: addStream(context, program, { Subtype: 'CIDFontType0C' }, true) }
    : { FontFile2: addStream(context, program, { Length1: subset.program.length }, true) }
  const map = subset.cidToGlyph ? addStream(context, subset.cidToGlyph) : 'Identity'
  const cidFont = context.register(
    written({
      Type: 'Font',
      Subtype: cff ? 'CIDFontType0' : 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      },
      DW: FULL_WIDTH,
      W: widths(face, codes),
      ...(cff ? {} : { CIDToGIDMap: map }),
      FontDescriptor: descriptor(context, face, name, file),
    }),
  )
  return context.register(
    written({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [cidFont],
      ToUnicode: addStream(context, toUnicode, {}, true),
    }),
  )
}

/** Starts a document's fonts. */
export function documentFonts(cut: FontCutter = subsetFont): DocumentFonts {
  const used: UsedFace[] = []
  const faces = { fixed: new Map<FontFace, UsedFace>(), filled: new Map<FontFace, UsedFace>() }
  const usedFace = (face: FontFace, fixed: boolean): UsedFace => {
    const known = fixed ? faces.fixed : faces.filled
    let entry = known.get(face)
    if (!entry) {
      entry = { face, fixed, name: `F${used.length}`, codes: new Map() }
      known.set(face, entry)
      used.push(entry)
    }
    return entry
  }
  return {
    use({ glyphs, fixed = false }) {
      for (const { face, codePoint } of glyphs) {
        const { codes } = usedFace(face, fixed)
        if (!codes.has(codePoint)) codes.set(codePoint, codes.size + 1)
      }
    },
    embed(context) {
      for (const entry of used) entry.ref = embedFace(context, entry, cut)
    },
    nameOf: ({ face }, fixed) => usedFace(face, fixed).name,
    codeOf: ({ face, codePoint }, fixed) => hex4(usedFace(face, fixed).codes.get(codePoint) ?? 0),
    resources: () => Object.fromEntries(used.flatMap(({ name, ref }) => (ref ? [[name, ref] as const] : []))),
  }
}
