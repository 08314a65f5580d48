import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** A font that cannot be read or may not be embedded; the scan passes over it. */
export class FontUnusable extends Error {}

export const MAX_FONT_FILE = 256 * 1024 * 1024
const MAX_TABLE = 32 * 1024 * 1024
const MAX_FACES = 64

interface TableEntry {
  readonly offset: number
  readonly length: number
}

/** Reads single tables of an open file, with limits. */
export interface TableReader {
  readonly tables: ReadonlyMap<string, TableEntry>
  read(tag: string, limit?: number): DataView
}

export function readAt(file: number, offset: number, length: number): Uint8Array {
  const out = new Uint8Array(length)
  let done = 0
  while (done < length) {
    const n = readSync(file, out, done, length - done, offset + done)
    if (n === 0) throw new FontUnusable('file ends early')
    done += n
  }
  return out
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const tagAt = (v: DataView, at: number): string =>
  String.fromCharCode(v.getUint8(at), v.getUint8(at + 1), v.getUint8(at + 2), v.getUint8(at + 3))

/** Offsets of the faces in a file: one for a plain font, several for a collection. */
export function faceOffsets(file: number): readonly number[] {
  const head = viewOf(readAt(file, 0, 12))
  if (tagAt(head, 0) !== 'ttcf') return [0]
  const count = Math.min(head.getUint32(8), MAX_FACES)
  const list = viewOf(readAt(file, 12, 4 * count))
  return Array.from({ length: count }, (_, i) => list.getUint32(4 * i))
}

export function openTables(file: number, size: number, base: number): TableReader {
  const head = viewOf(readAt(file, base, 12))
  const kind = head.getUint32(0)
  if (kind !== 0x00010000 && kind !== 0x4f54544f && kind !== 0x74727565) throw new FontUnusable('not a font')
  const count = Math.min(head.getUint16(4), 128)
  const directory = viewOf(readAt(file, base + 12, 16 * count))
  const tables = new Map<string, TableEntry>()
  for (let i = 0; i < count; i++) {
    const entry = { offset: directory.getUint32(16 * i + 8), length: directory.getUint32(16 * i + 12) }
    if (entry.offset + entry.length <= size) tables.set(tagAt(directory, 16 * i), entry)
  }
  return {
    tables,
    read(tag, limit = MAX_TABLE) {
      const entry = tables.get(tag)
      if (!entry) throw new FontUnusable(`no ${tag} table`)
      if (entry.length > limit) throw new FontUnusable(`${tag} table too large`)
      return viewOf(readAt(file, entry.offset, entry.length))
    },
  }
}

/** Opens a font file for reading, checks its size, and closes it. @throws FontUnusable */
export function withFile<T>(path: string, use: (file: number, size: number) => T): T {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    if (size < 12 || size > MAX_FONT_FILE) throw new FontUnusable('not a font of a usual size')
    return use(file, size)
  } catch (error) {
    if (error instanceof RangeError) throw new FontUnusable('broken table')
    throw error
  } finally {
    closeSync(file)
  }
}
