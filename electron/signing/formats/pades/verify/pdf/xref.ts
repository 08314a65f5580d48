import {
  integerOf,
  isKind,
  malformed,
  nameOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from './objects.ts'
import { PdfReader } from './syntax.ts'
import { decodeStream } from './filters.ts'

/** Where an object is: at a byte offset, inside an object stream, or nowhere. */
export type XrefEntry =
  | { readonly type: 'at'; readonly offset: number; readonly gen: number }
  | { readonly type: 'in'; readonly container: number; readonly index: number }
  | { readonly type: 'free' }

/** One cross-reference section with its trailer: one saved state of the file. */
export interface XrefSection {
  readonly offset: number
  /** Where the keyword or the object number really begins, and where the dictionary ends. */
  readonly start: number
  readonly end: number
  readonly entries: ReadonlyMap<number, XrefEntry>
  readonly trailer: PdfDict
  readonly previous: number | undefined
  /** Of a hybrid section: where the stream beside the table is. */
  readonly streamOffset: number | undefined
}

const MAX_OBJECT_NUMBER = 8_388_607
const MAX_ENTRIES = 2_000_000

function readTable(reader: PdfReader): Map<number, XrefEntry> {
  const entries = new Map<number, XrefEntry>()
  for (;;) {
    reader.skipSpace()
    if (reader.keyword('trailer')) return entries
    const first = reader.integer()
    const count = reader.integer()
    if (first + count > MAX_OBJECT_NUMBER || entries.size + count > MAX_ENTRIES) malformed('too many objects')
    for (let i = 0; i < count; i++) {
      const offset = reader.integer()
      const gen = reader.integer()
      reader.skipSpace()
      const used = reader.keyword('n')
      if (!used && !reader.keyword('f')) malformed('bad cross-reference entry')
      if (!entries.has(first + i))
        entries.set(first + i, used ? { type: 'at', offset, gen } : { type: 'free' })
    }
  }
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] ?? 0)
  return value
}

function streamEntry(type: number, second: number, third: number): XrefEntry {
  if (type === 1) return { type: 'at', offset: second, gen: third }
  if (type === 2) return { type: 'in', container: second, index: third }
  return { type: 'free' }
}

const integers = (value: PdfValue | undefined): number[] | undefined =>
  isKind(value, 'array')
    ? value.items.map(v => integerOf(v) ?? malformed('bad cross-reference stream'))
    : undefined

/** Byte widths of the three columns. */
function columnWidths(dict: PdfDict): readonly [number, number, number] {
  const [w0 = -1, w1 = -1, w2 = -1] = integers(dict.entries.get('W')) ?? []
  const sane = w0 >= 0 && w0 <= 1 && w1 >= 1 && w1 <= 6 && w2 >= 0 && w2 <= 6
  return sane ? [w0, w1, w2] : malformed('bad cross-reference stream')
}

function streamEntries(dict: PdfDict, data: Uint8Array): Map<number, XrefEntry> {
  const [w0, w1, w2] = columnWidths(dict)
  const size = integerOf(dict.entries.get('Size')) ?? malformed('no Size')
  const index = integers(dict.entries.get('Index')) ?? [0, size]
  const width = w0 + w1 + w2
  const entries = new Map<number, XrefEntry>()
  let at = 0
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i] ?? 0
    const count = index[i + 1] ?? 0
    if (first + count > MAX_OBJECT_NUMBER || entries.size + count > MAX_ENTRIES) malformed('too many objects')
    if (at + count * width > data.length) malformed('cross-reference stream is too short')
    for (let n = 0; n < count; n++, at += width) {
      const type = w0 === 0 ? 1 : bigEndian(data, at, w0)
      const second = bigEndian(data, at + w0, w1)
      entries.set(first + n, streamEntry(type, second, bigEndian(data, at + w0 + w1, w2)))
    }
  }
  return entries
}

/** The direct length of a stream's data, and that `endstream` follows it. */
export function sliceStream(stream: PdfStream, length: number): Uint8Array {
  const end = stream.dataStart + length
  const reader = new PdfReader(stream.source, end)
  if (end > stream.source.length) malformed('stream is cut off')
  reader.skipSpace()
  if (!reader.keyword('endstream')) malformed(`stream does not end where it says (${end})`)
  return stream.source.subarray(stream.dataStart, end)
}

/** Reads `N G obj …` at an offset. */
export function readIndirect(
  bytes: Uint8Array,
  offset: number,
): { num: number; gen: number; value: PdfValue; end: number } {
  if (offset >= bytes.length) malformed('offset is outside of the file')
  const reader = new PdfReader(bytes, offset)
  const num = reader.integer()
  const gen = reader.integer()
  reader.expect('obj')
  const value = reader.value()
  reader.skipSpace()
  const bodyEnd = reader.at
  if (!isKind(value, 'dict') || !reader.keyword('stream')) {
    return { num, gen, value, end: bodyEnd }
  }
  if (reader.peek === 13) reader.at += 1
  if (reader.peek === 10) reader.at += 1
  const stream: PdfStream = { kind: 'stream', dict: value, source: bytes, dataStart: reader.at }
  return { num, gen, value: stream, end: bodyEnd }
}

interface StreamSection {
  readonly dict: PdfDict
  readonly entries: Map<number, XrefEntry>
  readonly end: number
}

function readStreamSection(bytes: Uint8Array, offset: number): StreamSection {
  const { value } = readIndirect(bytes, offset)
  if (!isKind(value, 'stream') || nameOf(value.dict.entries.get('Type')) !== 'XRef') {
    return malformed(`no cross-reference at ${offset}`)
  }
  const length =
    integerOf(value.dict.entries.get('Length')) ?? malformed('cross-reference stream without length')
  const raw = sliceStream(value, length)
  const data = decodeStream(value.dict, raw)
  return { dict: value.dict, entries: streamEntries(value.dict, data), end: value.dataStart + length }
}

const previousOf = (trailer: PdfDict): number | undefined => {
  const previous = trailer.entries.get('Prev')
  return previous === undefined ? undefined : (integerOf(previous) ?? malformed('bad Prev'))
}

/** Reads the cross-reference section at an offset, table or stream, hybrid parts included. */
export function readSection(bytes: Uint8Array, offset: number): XrefSection {
  const reader = new PdfReader(bytes, offset)
  reader.skipSpace()
  const start = reader.at
  if (!reader.keyword('xref')) {
    const { dict, entries, end } = readStreamSection(bytes, offset)
    const common = { offset, start, end, entries, trailer: dict }
    return { ...common, previous: previousOf(dict), streamOffset: undefined }
  }
  const entries = readTable(reader)
  const trailer = reader.value()
  if (!isKind(trailer, 'dict')) return malformed('no trailer dictionary')
  const streamOffset = integerOf(trailer.entries.get('XRefStm'))
  if (streamOffset !== undefined) {
    // ISO 32000-1, 7.5.8.4: what the table hides as free is looked up in the stream.
    for (const [num, entry] of readStreamSection(bytes, streamOffset).entries) {
      if ((entries.get(num) ?? { type: 'free' }).type === 'free') entries.set(num, entry)
    }
  }
  return { offset, start, end: reader.at, entries, trailer, previous: previousOf(trailer), streamOffset }
}
