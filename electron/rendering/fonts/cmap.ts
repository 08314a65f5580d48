/** Glyph number of a code point; 0 where the font has none. */
export type GlyphLookup = (codePoint: number) => number

const u16 = (b: DataView, at: number): number => (at + 2 <= b.byteLength ? b.getUint16(at) : 0)
const i16 = (b: DataView, at: number): number => (at + 2 <= b.byteLength ? b.getInt16(at) : 0)
const u32 = (b: DataView, at: number): number => (at + 4 <= b.byteLength ? b.getUint32(at) : 0)

/** Longest list of groups that is read: far above any real font, so that a broken count cannot stall. */
const MAX_GROUPS = 200_000

interface Subtable {
  readonly offset: number
  readonly format: 4 | 12
}

/** The richest Unicode subtable: format 12 before format 4. */
function bestSubtable(view: DataView): Subtable | undefined {
  let best: Subtable | undefined
  const count = Math.min(u16(view, 2), 64)
  for (let i = 0; i < count; i++) {
    const platform = u16(view, 4 + 8 * i)
    const encoding = u16(view, 6 + 8 * i)
    const offset = u32(view, 8 + 8 * i)
    const format = u16(view, offset)
    const unicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10))
    if (!unicode) continue
    if (format === 12) return { offset, format: 12 }
    if (format === 4) best ??= { offset, format: 4 }
  }
  return best
}

function lookup12(view: DataView, at: number): GlyphLookup {
  const groups = Math.min(u32(view, at + 12), MAX_GROUPS)
  return codePoint => {
    let low = 0
    let high = groups - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const group = at + 16 + 12 * middle
      if (codePoint < u32(view, group)) high = middle - 1
      else if (codePoint > u32(view, group + 4)) low = middle + 1
      else return u32(view, group + 8) + codePoint - u32(view, group)
    }
    return 0
  }
}

function lookup4(view: DataView, at: number): GlyphLookup {
  const count = u16(view, at + 6) >> 1
  const ends = at + 14
  const starts = at + 16 + 2 * count
  const glyphIn = (segment: number, codePoint: number): number => {
    const start = u16(view, starts + 2 * segment)
    if (codePoint < start) return 0
    const delta = i16(view, starts + 2 * count + 2 * segment)
    const rangeAt = starts + 4 * count + 2 * segment
    const range = u16(view, rangeAt)
    if (range === 0) return (codePoint + delta) & 0xffff
    const glyph = u16(view, rangeAt + range + 2 * (codePoint - start))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return codePoint => {
    if (codePoint > 0xffff) return 0
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (u16(view, ends + 2 * middle) < codePoint) low = middle + 1
      else high = middle
    }
    return low < count ? glyphIn(low, codePoint) : 0
  }
}

const viewOf = (table: Uint8Array): DataView => new DataView(table.buffer, table.byteOffset, table.byteLength)

/** Reads a `cmap` table (OpenType 1.9, formats 4 and 12). A table without a Unicode subtable covers nothing. */
export function readCmap(table: Uint8Array): GlyphLookup {
  const view = viewOf(table)
  const found = bestSubtable(view)
  if (!found) return () => 0
  return found.format === 12 ? lookup12(view, found.offset) : lookup4(view, found.offset)
}

/** Covered ranges `[first, last]` of a `cmap` table, in ascending order, for the coverage index. */
export function coveredRanges(table: Uint8Array): readonly (readonly [number, number])[] {
  const view = viewOf(table)
  const found = bestSubtable(view)
  if (!found) return []
  const out: [number, number][] = []
  const add = (first: number, last: number): void => {
    const previous = out.at(-1)
    if (previous && first === previous[1] + 1) previous[1] = last
    else if (last >= first && last <= 0x10ffff) out.push([first, last])
  }
  if (found.format === 12) {
    const groups = Math.min(u32(view, found.offset + 12), MAX_GROUPS)
    for (let i = 0; i < groups; i++) {
      const group = found.offset + 16 + 12 * i
      add(u32(view, group), u32(view, group + 4))
    }
    return out
  }
  const count = u16(view, found.offset + 6) >> 1
  for (let i = 0; i < count; i++) {
    const last = u16(view, found.offset + 14 + 2 * i)
    if (last < 0xffff) add(u16(view, found.offset + 16 + 2 * count + 2 * i), last)
  }
  return out
}
