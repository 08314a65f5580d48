import { tooLarge, unreadable } from '../faults.ts'
import { type FileSource } from '../file-source.ts'
import { type ImportLimits } from '../limits.ts'

/** PKWARE APPNOTE 6.3, sections 4.3.12 to 4.3.16. */
const END = 0x06054b50
const END64_LOCATOR = 0x07064b50
const END64 = 0x06064b50
const CENTRAL = 0x02014b50
const END_SIZE = 22
const MAX_COMMENT = 0xffff
const ALL_ONES = 0xffffffff
/** A directory of 5,000 parts with long names stays well below. */
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024

export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  /** Of the local header, from the start of the file. */
  readonly offset: number
}

interface Span {
  readonly offset: number
  readonly size: number
  readonly count: number
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const noZip = () =>
  unreadable('不是完整的 xlsx 文件（压缩目录缺失）', 'it is no whole xlsx file: its directory is missing')

/** 64-bit number that must be a place in the file. */
function place(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw noZip()
  return Number(value)
}

async function end64(source: FileSource, endAt: number): Promise<Span> {
  if (endAt < 20) throw noZip()
  const locator = viewOf(await source.read(endAt - 20, 20))
  if (locator.getUint32(0, true) !== END64_LOCATOR) throw noZip()
  const at = place(locator, 8)
  if (at + 56 > source.size) throw noZip()
  const end = viewOf(await source.read(at, 56))
  if (end.getUint32(0, true) !== END64) throw noZip()
  return { count: place(end, 32), size: place(end, 40), offset: place(end, 48) }
}

async function findDirectory(source: FileSource): Promise<Span> {
  const length = Math.min(source.size, END_SIZE + MAX_COMMENT)
  const start = source.size - length
  const tail = viewOf(await source.read(start, length))
  for (let at = length - END_SIZE; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue
    if (at + END_SIZE + tail.getUint16(at + 20, true) !== length) continue
    const [count, size, offset] = [
      tail.getUint16(at + 10, true),
      tail.getUint32(at + 12, true),
      tail.getUint32(at + 16, true),
    ]
    const wide = count === 0xffff || size === ALL_ONES || offset === ALL_ONES
    return wide ? end64(source, start + at) : { count, size, offset }
  }
  throw noZip()
}

interface Sizes {
  packedSize: number
  size: number
  offset: number
}

/** Replaces the fields that are all ones by those of the ZIP64 extra field (id 1), in their fixed order. */
function widen(view: DataView, start: number, end: number, sizes: Sizes): Sizes {
  const wide = { ...sizes }
  for (let at = start; at + 4 <= end;) {
    const length = view.getUint16(at + 2, true)
    const stop = Math.min(end, at + 4 + length)
    if (view.getUint16(at, true) === 1) {
      let next = at + 4
      for (const key of ['size', 'packedSize', 'offset'] as const)
        if (wide[key] === ALL_ONES && next + 8 <= stop) {
          wide[key] = place(view, next)
          next += 8
        }
    }
    at += 4 + length
  }
  return wide
}

/** Names that could lead out of a folder or hide another part; we never unpack, but such a file was made to harm. */
function checkName(name: string): void {
  const bad =
    name === '' ||
    name.includes('\0') ||
    name.includes('\\') ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name.split('/').includes('..')
  if (bad) throw unreadable('压缩包内有不安全的文件名', 'it holds an unsafe name')
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): { entry: ZipEntry; next: number } {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw noZip()
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const extraEnd = nameEnd + view.getUint16(at + 30, true)
  const next = extraEnd + view.getUint16(at + 32, true)
  if (next > bytes.length) throw noZip()
  const name = new TextDecoder('utf-8').decode(bytes.subarray(at + 46, nameEnd))
  const sizes = widen(view, nameEnd, extraEnd, {
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  })
  const entry = {
    name,
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    crc: view.getUint32(at + 16, true),
    ...sizes,
  }
  return { entry, next }
}

/** The parts by name in lower case (OPC part names do not know case). */
export async function readDirectory(
  source: FileSource,
  limits: ImportLimits,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const { count, size, offset } = await findDirectory(source)
  if (count > limits.parts)
    throw tooLarge(`压缩包内有 ${count} 个部件`, `it holds ${count} parts`, limits.parts)
  if (size > MAX_DIRECTORY_BYTES || offset + size > source.size) throw noZip()
  const bytes = await source.read(offset, size)
  const view = viewOf(bytes)
  const entries = new Map<string, ZipEntry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    const { entry, next } = readEntry(view, bytes, at)
    at = next
    checkName(entry.name)
    if (entry.offset + 30 > source.size) throw noZip()
    const key = entry.name.toLowerCase()
    if (entries.has(key))
      throw unreadable('压缩包内有重名部件', 'two of its parts have the same name', { part: entry.name })
    entries.set(key, entry)
  }
  return entries
}
