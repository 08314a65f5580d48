import { fstatSync, openSync } from 'node:fs'
import { type FontFace } from './font-file.ts'
import { faceOffsets, FontUnusable, openTables, readAt, type TableReader } from './sfnt.ts'

/** What the subsetter needs of a TrueType font. */
export interface GlyfOutlines {
  /** Bytes of a glyph's outline; empty for a blank one. */
  outlineOf(glyph: number): Uint8Array
  advanceOf(glyph: number): number
  leftBearingOf(glyph: number): number
  /** Not to be changed: copy it first. */
  table(tag: string): Uint8Array | undefined
}

/** Outlines kept in memory for one font: a few thousand characters are all that an office uses. */
const MAX_KEPT = 12_000

const EMPTY = new Uint8Array(0)

/** Start and end of a glyph within `glyf`. */
function locator(reader: TableReader): (glyph: number) => readonly [start: number, end: number] {
  const long = reader.read('head', 4096).getInt16(50) === 1
  const loca = reader.read('loca')
  const count = loca.byteLength / (long ? 4 : 2) - 1
  const offset = (i: number): number => (long ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i))
  return glyph => (glyph < 0 || glyph >= count ? [0, 0] : [offset(glyph), offset(glyph + 1)])
}

const MAX_OUTLINE = 1024 * 1024

/**
 * Opens the outlines of a TrueType face. The file stays open; each outline is read when it is first used, so that a font of 50 MB
 * costs a few hundred kilobytes.
 * @throws FontUnusable
 */
export function openGlyfOutlines(face: FontFace): GlyfOutlines {
  const file = openSync(face.path, 'r')
  const base = faceOffsets(file)[face.index]
  if (base === undefined) throw new FontUnusable('no such face')
  const reader = openTables(file, fstatSync(file).size, base)
  const glyf = reader.tables.get('glyf')
  if (!glyf) throw new FontUnusable('no glyf table')
  const place = locator(reader)
  const hmtx = reader.read('hmtx')
  const metrics = reader.read('hhea', 4096).getUint16(34)
  const kept = new Map<number, Uint8Array>()
  const tables = new Map<string, Uint8Array | undefined>()
  const read = (glyph: number): Uint8Array => {
    const [start, end] = place(glyph)
    if (end <= start || end > glyf.length || end - start > MAX_OUTLINE) return EMPTY
    return readAt(file, glyf.offset + start, end - start)
  }
  return {
    outlineOf(glyph) {
      let outline = kept.get(glyph)
      if (!outline) {
        outline = read(glyph)
        if (kept.size >= MAX_KEPT) kept.clear()
        kept.set(glyph, outline)
      }
      return outline
    },
    advanceOf: glyph => hmtx.getUint16(4 * Math.min(glyph, metrics - 1)),
    leftBearingOf(glyph) {
      const at = glyph < metrics ? 4 * glyph + 2 : 4 * metrics + 2 * (glyph - metrics)
      return at + 2 <= hmtx.byteLength ? hmtx.getInt16(at) : 0
    },
    table(tag) {
      if (!tables.has(tag)) {
        const view = reader.tables.has(tag) ? reader.read(tag, 1024 * 1024) : undefined
        tables.set(tag, view ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : undefined)
      }
      return tables.get(tag)
    },
  }
}
