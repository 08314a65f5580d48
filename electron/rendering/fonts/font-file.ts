import { coveredRanges, readCmap, type GlyphLookup } from './cmap.ts'
import { faceOffsets, FontUnusable, openTables, withFile, type TableReader } from './sfnt.ts'

/** One face of a font file, with what layout and embedding need. Outlines stay on disk until a subset is made. */
export interface FontFace {
  /** `path#index`. */
  readonly id: string
  readonly path: string
  readonly index: number
  readonly postScriptName: string
  /** Family names in every language the font states, lower case. */
  readonly families: readonly string[]
  readonly outlines: 'glyf' | 'cff'
  readonly variable: boolean
  readonly unitsPerEm: number
  /** Units of the em, as `hhea` has them. */
  readonly ascent: number
  readonly descent: number
  readonly boundingBox: readonly [number, number, number, number]
  /** 0 where the font has no glyph. */
  readonly glyphOf: GlyphLookup
  /** Units of the em. */
  readonly advanceOf: (glyph: number) => number
}

const NAME_FAMILY = 1
const NAME_POSTSCRIPT = 6
const NAME_TYPOGRAPHIC_FAMILY = 16

function readNames(name: DataView): { families: string[]; postScript: string } {
  const families = new Set<string>()
  let postScript = ''
  const count = Math.min(name.getUint16(2), 2000)
  const strings = name.getUint16(4)
  for (let i = 0; i < count; i++) {
    const at = 6 + 12 * i
    if (at + 12 > name.byteLength) break
    const id = name.getUint16(at + 6)
    const start = strings + name.getUint16(at + 10)
    const length = Math.min(name.getUint16(at + 8), 256)
    if (name.getUint16(at) !== 3 || start + length > name.byteLength) continue
    let text = ''
    for (let k = 0; k + 1 < length; k += 2) text += String.fromCharCode(name.getUint16(start + k))
    if (id === NAME_FAMILY || id === NAME_TYPOGRAPHIC_FAMILY) families.add(text.toLowerCase())
    if (id === NAME_POSTSCRIPT) postScript ||= text
  }
  return { families: [...families], postScript }
}

/** Restricted-licence fonts (OS/2 fsType bit 1 alone) may not be embedded in a document. */
function mayBeEmbedded(reader: TableReader): boolean {
  if (!reader.tables.has('OS/2')) return true
  const os2 = reader.read('OS/2', 4096)
  return os2.byteLength < 10 || (os2.getUint16(8) & 0x000f) !== 0x0002
}

function readFace(reader: TableReader, path: string, index: number): FontFace {
  const outlines = reader.tables.has('glyf') ? 'glyf' : reader.tables.has('CFF ') ? 'cff' : undefined
  if (!outlines) throw new FontUnusable('no outlines that can be embedded')
  if (!mayBeEmbedded(reader)) throw new FontUnusable('its licence forbids embedding')
  const head = reader.read('head', 4096)
  const hhea = reader.read('hhea', 4096)
  const hmtx = reader.read('hmtx')
  const cmap = reader.read('cmap')
  const names = reader.tables.has('name') ? readNames(reader.read('name')) : { families: [], postScript: '' }
  const metrics = hhea.getUint16(34)
  const unitsPerEm = head.getUint16(18)
  if (metrics === 0 || unitsPerEm === 0 || hmtx.byteLength < 4 * metrics)
    throw new FontUnusable('broken metrics')
  const lookup = readCmap(new Uint8Array(cmap.buffer, cmap.byteOffset, cmap.byteLength))
  const cache = new Map<number, number>()
  return {
    id: `${path}#${index}`,
    path,
    index,
    postScriptName: names.postScript.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 60) || 'Font',
    families: names.families,
    outlines,
    variable: reader.tables.has('fvar'),
    unitsPerEm,
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    boundingBox: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphOf(codePoint) {
      let glyph = cache.get(codePoint)
      if (glyph === undefined) {
        glyph = lookup(codePoint)
        cache.set(codePoint, glyph)
      }
      return glyph
    },
    advanceOf: glyph => hmtx.getUint16(4 * Math.min(glyph, metrics - 1)),
  }
}

/**
 * Opens one face, reading only its small tables (a few milliseconds, also for a font of 50 MB).
 * @throws FontUnusable
 */
export function openFontFace(path: string, index = 0): FontFace {
  return withFile(path, (file, size) => {
    const base = faceOffsets(file)[index]
    if (base === undefined) throw new FontUnusable('no such face')
    return readFace(openTables(file, size, base), path, index)
  })
}

export interface FaceCoverage {
  readonly index: number
  readonly families: readonly string[]
  readonly ranges: readonly (readonly [number, number])[]
}

/** What the faces of a file cover; faces that cannot be used are left out. @throws FontUnusable */
export function readCoverage(path: string): readonly FaceCoverage[] {
  return withFile(path, (file, size) =>
    faceOffsets(file).flatMap((base, index) => {
      const reader = openTables(file, size, base)
      if (!(reader.tables.has('glyf') || reader.tables.has('CFF ')) || !mayBeEmbedded(reader)) return []
      const cmap = reader.read('cmap')
      const families = reader.tables.has('name') ? readNames(reader.read('name')).families : []
      return [
        {
          index,
          families,
          ranges: coveredRanges(new Uint8Array(cmap.buffer, cmap.byteOffset, cmap.byteLength)),
        },
      ]
    }),
  )
}
