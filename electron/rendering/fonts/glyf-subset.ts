import { type GlyfOutlines } from './glyf-outlines.ts'
import { viewOf } from './sfnt.ts'

const COMPOSITE_ARGS_ARE_WORDS = 0x0001
const COMPOSITE_SCALE = 0x0008
const COMPOSITE_MORE = 0x0020
const COMPOSITE_XY_SCALE = 0x0040
const COMPOSITE_2X2 = 0x0080

/** Composites inside composites deeper than this do not occur in real fonts. */
const MAX_GLYPHS = 60_000

const isComposite = (glyph: Uint8Array): boolean => glyph.length >= 10 && ((glyph[0] ?? 0) & 0x80) !== 0

/** Rewrites the components of a composite glyph to new numbers; `renumber` may append glyphs. */
function rewriteComponents(glyph: Uint8Array, renumber: (old: number) => number): Uint8Array {
  const out = glyph.slice()
  const view = viewOf(out)
  let at = 10
  for (;;) {
    const flags = view.getUint16(at)
    view.setUint16(at + 2, renumber(view.getUint16(at + 2)))
    at += 4 + (flags & COMPOSITE_ARGS_ARE_WORDS ? 4 : 2)
    if (flags & COMPOSITE_SCALE) at += 2
    else if (flags & COMPOSITE_XY_SCALE) at += 4
    else if (flags & COMPOSITE_2X2) at += 8
    if (!(flags & COMPOSITE_MORE)) return out
  }
}

/** The outlines in their new order; components that were not asked for follow at the end. */
function collect(font: GlyfOutlines, glyphs: readonly number[]): { order: number[]; outlines: Uint8Array[] } {
  const order = [...glyphs]
  const places = new Map<number, number>()
  order.forEach((glyph, i) => {
    if (!places.has(glyph)) places.set(glyph, i)
  })
  const renumber = (old: number): number => {
    let place = places.get(old)
    if (place === undefined) {
      place = order.length
      if (place >= MAX_GLYPHS) throw new Error('a font whose composites never end')
      places.set(old, place)
      order.push(old)
    }
    return place
  }
  const outlines: Uint8Array[] = []
  for (let i = 0; i < order.length; i++) {
    const glyph = font.outlineOf(order[i] ?? 0)
    outlines.push(isComposite(glyph) ? rewriteComponents(glyph, renumber) : glyph)
  }
  return { order, outlines }
}

const padded = (length: number): number => (length + 3) & ~3

function glyfAndLoca(outlines: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } {
  const glyf = new Uint8Array(outlines.reduce((sum, outline) => sum + padded(outline.length), 0))
  const loca = new Uint8Array(4 * (outlines.length + 1))
  const offsets = viewOf(loca)
  let at = 0
  outlines.forEach((outline, i) => {
    glyf.set(outline, at)
    at += padded(outline.length)
    offsets.setUint32(4 * (i + 1), at)
  })
  return { glyf, loca }
}

function metrics(font: GlyfOutlines, order: readonly number[]): Uint8Array {
  const out = new Uint8Array(4 * order.length)
  const view = viewOf(out)
  order.forEach((glyph, i) => {
    view.setUint16(4 * i, font.advanceOf(glyph))
    view.setInt16(4 * i + 2, font.leftBearingOf(glyph))
  })
  return out
}

function checksum(table: Uint8Array): number {
  const view = viewOf(table)
  const whole = table.length & ~3
  let sum = 0
  for (let i = 0; i < whole; i += 4) sum = (sum + view.getUint32(i)) >>> 0
  let rest = 0
  for (let i = whole; i < table.length; i++) rest += (table[i] ?? 0) * 2 ** (8 * (3 - (i - whole)))
  return (sum + rest) >>> 0
}

/** Joins tables into a font file; names in ascending order as the format asks. */
function assemble(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(tables).sort()
  const head = 12 + 16 * names.length
  const size = names.reduce((sum, name) => sum + padded(tables[name]?.length ?? 0), head)
  const out = new Uint8Array(size)
  const view = viewOf(out)
  const power = Math.floor(Math.log2(names.length))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, names.length)
  view.setUint16(6, 16 * 2 ** power)
  view.setUint16(8, power)
  view.setUint16(10, 16 * (names.length - 2 ** power))
  let at = head
  names.forEach((name, i) => {
    const table = tables[name] ?? new Uint8Array(0)
    const entry = 12 + 16 * i
    for (let k = 0; k < 4; k++) out[entry + k] = name.charCodeAt(k)
    view.setUint32(entry + 4, checksum(table))
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, table.length)
    out.set(table, at)
    at += padded(table.length)
  })
  return out
}

/**
 * Cuts a TrueType font down to the given glyphs, in the given order (the first must be glyph 0). A glyph may come twice.
 * The `loca` table is written long: the short form cannot hold outlines of odd length, which is how other subsetters lose them.
 */
export function subsetGlyf(font: GlyfOutlines, glyphs: readonly number[]): Uint8Array {
  const { order, outlines } = collect(font, glyphs)
  const head = font.table('head')?.slice() ?? new Uint8Array(54)
  viewOf(head).setUint32(8, 0)
  viewOf(head).setInt16(50, 1)
  const hhea = font.table('hhea')?.slice() ?? new Uint8Array(36)
  viewOf(hhea).setUint16(34, order.length)
  const maxp = font.table('maxp')?.slice() ?? new Uint8Array(32)
  viewOf(maxp).setUint16(4, order.length)
  const hinting = ['cvt ', 'fpgm', 'prep'].flatMap(name => {
    const table = font.table(name)
    return table ? [[name, table] as const] : []
  })
  return assemble({
    ...Object.fromEntries(hinting),
    ...glyfAndLoca(outlines),
    head,
    hhea,
    hmtx: metrics(font, order),
    maxp,
  })
}
