import { writeSync } from 'node:fs'
import { constants, deflateRawSync } from 'node:zlib'
import { crc32 } from '../../../shared/kernel/crc32.ts'

const BLOCK = 256 * 1024
/** 1980-01-01, so that the same content gives the same bytes. */
const DOS_DATE = 0x0021
/** Names are UTF-8. */
const FLAGS = 0x0800
const VERSION = 20
/** ZIP64 is not written: a sheet of faults or an export stays below. */
const MAX_BYTES = 0xffffffff
/** An empty final block closes a deflate stream whose other blocks are not final. */
const FINAL_BLOCK = Uint8Array.of(0x03, 0x00)

interface Written {
  readonly name: Uint8Array
  readonly offset: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
}

export interface ZipPartWriter {
  write(text: string): void
  end(): void
}

/** Writes a ZIP to an open file, part after part, without keeping a part in memory. */
export interface ZipWriter {
  part(name: string): ZipPartWriter
  /** Writes the directory; the caller syncs and closes the file. */
  finish(): void
}

function header(part: Written, central: boolean): Uint8Array {
  const fixed = central ? 46 : 30
  const bytes = new Uint8Array(fixed + part.name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, central ? 0x02014b50 : 0x04034b50, true)
  const at = central ? 6 : 4
  if (central) view.setUint16(4, VERSION, true)
  view.setUint16(at, VERSION, true)
  view.setUint16(at + 2, FLAGS, true)
  view.setUint16(at + 4, 8, true)
  view.setUint16(at + 8, DOS_DATE, true)
  view.setUint32(at + 10, part.crc, true)
  view.setUint32(at + 14, part.packedSize, true)
  view.setUint32(at + 18, part.size, true)
  view.setUint16(at + 22, part.name.length, true)
  if (central) view.setUint32(42, part.offset, true)
  bytes.set(part.name, fixed)
  return bytes
}

function endRecord(count: number, size: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(22)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(12, size, true)
  view.setUint32(16, offset, true)
  return bytes
}

export function zipWriter(fd: number): ZipWriter {
  const parts: Written[] = []
  let end = 0
  const put = (bytes: Uint8Array, at: number) => {
    for (let done = 0; done < bytes.length;)
      done += writeSync(fd, bytes, done, bytes.length - done, at + done)
  }
  const append = (bytes: Uint8Array) => {
    put(bytes, end)
    end += bytes.length
    if (end > MAX_BYTES) throw new Error('a spreadsheet beyond 4 GiB is not written')
  }
  return {
    part: name =>
      partWriter(name, end, append, part => {
        put(header(part, false), part.offset)
        parts.push(part)
      }),
    finish() {
      const start = end
      for (const part of parts) append(header(part, true))
      append(endRecord(parts.length, end - start, start))
    },
  }
}

function partWriter(
  name: string,
  offset: number,
  append: (bytes: Uint8Array) => void,
  done: (part: Written) => void,
): ZipPartWriter {
  const encoder = new TextEncoder()
  const nameBytes = encoder.encode(name)
  let waiting: string[] = []
  let length = 0
  let part: Written = { name: nameBytes, offset, crc: 0, packedSize: 0, size: 0 }
  append(header(part, false))
  const flush = () => {
    const bytes = encoder.encode(waiting.join(''))
    waiting = []
    length = 0
    if (bytes.length === 0) return
    const packed = deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
    append(packed)
    part = {
      ...part,
      crc: crc32(bytes, part.crc),
      packedSize: part.packedSize + packed.length,
      size: part.size + bytes.length,
    }
  }
  return {
    write(text) {
      waiting.push(text)
      length += text.length
      if (length >= BLOCK) flush()
    },
    end() {
      flush()
      append(FINAL_BLOCK)
      done({ ...part, packedSize: part.packedSize + FINAL_BLOCK.length })
    },
  }
}
