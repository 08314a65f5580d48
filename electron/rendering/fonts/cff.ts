/** Reads what a PDF must know of a Compact Font Format table (Adobe TN 5176): which CID each glyph has. */

const fail = (what: string): never => {
  throw new Error(`broken CFF table: ${what}`)
}

interface Index {
  readonly items: readonly (readonly [start: number, end: number])[]
  readonly end: number
}

function readIndex(cff: Uint8Array, at: number): Index {
  const count = ((cff[at] ?? 0) << 8) | (cff[at + 1] ?? 0)
  if (count === 0) return { items: [], end: at + 2 }
  const size = cff[at + 2] ?? 0
  if (size < 1 || size > 4) fail('index')
  const offset = (i: number): number => {
    let value = 0
    for (let k = 0; k < size; k++) value = value * 256 + (cff[at + 3 + i * size + k] ?? 0)
    return value
  }
  const base = at + 2 + (count + 1) * size
  const items = Array.from({ length: count }, (_, i) => [base + offset(i), base + offset(i + 1)] as const)
  return { items, end: base + offset(count) }
}

/** Integer operands of the operators of a DICT; reals are passed over, since none is needed. */
function readDict(cff: Uint8Array, start: number, end: number): ReadonlyMap<number, readonly number[]> {
  const out = new Map<number, readonly number[]>()
  let operands: number[] = []
  let at = start
  const next = (): number => cff[at++] ?? 0
  while (at < end) {
    const b = next()
    if (b <= 21) {
      out.set(b === 12 ? 1200 + next() : b, operands)
      operands = []
    } else if (b === 28) operands.push(((next() << 24) >> 16) | next())
    else if (b === 29) operands.push((next() << 24) | (next() << 16) | (next() << 8) | next())
    else if (b === 30) {
      while (at < end && (next() & 0x0f) !== 0x0f);
      operands.push(0)
    } else if (b <= 246) operands.push(b - 139)
    else if (b <= 250) operands.push((b - 247) * 256 + next() + 108)
    else if (b <= 254) operands.push(-(b - 251) * 256 - next() - 108)
  }
  return out
}

const OP_CHARSET = 15
const OP_CHAR_STRINGS = 17
const OP_ROS = 1230

/** CIDs in the order of glyphs; formats 0, 1 and 2 of a charset. */
function readCharset(cff: Uint8Array, at: number, glyphs: number): readonly number[] {
  const u16 = (p: number): number => ((cff[p] ?? 0) << 8) | (cff[p + 1] ?? 0)
  const format = cff[at] ?? 0
  const out = [0]
  let p = at + 1
  while (out.length < glyphs) {
    if (p >= cff.length) fail('charset')
    const first = u16(p)
    const left = format === 0 ? 0 : format === 1 ? (cff[p + 2] ?? 0) : u16(p + 2)
    for (let i = 0; i <= left && out.length < glyphs; i++) out.push(first + i)
    p += format === 0 ? 2 : format === 1 ? 3 : 4
  }
  return out
}

/**
 * CID of each glyph: from the charset where the font is CID-keyed, the glyph's own number where it is not (ISO 32000-1, 9.7.4.2).
 * @throws on a broken table: a fault, since HarfBuzz wrote it.
 */
export function cidsOf(cff: Uint8Array): (glyph: number) => number {
  const names = readIndex(cff, cff[2] ?? 0)
  const [top] = readIndex(cff, names.end).items
  const dict = top ? readDict(cff, top[0], top[1]) : fail('top DICT')
  if (!dict.has(OP_ROS)) return glyph => glyph
  const charStrings = dict.get(OP_CHAR_STRINGS)?.[0] ?? fail('CharStrings')
  const charset = dict.get(OP_CHARSET)?.[0] ?? 0
  if (charset <= 2) return glyph => glyph
  const cids = readCharset(cff, charset, readIndex(cff, charStrings).items.length)
  return glyph => cids[glyph] ?? 0
}
