import { crc32, deflateSync } from 'node:zlib'
import { concatBytes, utf8 } from '../../shared/kernel/bytes.ts'

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(12 + data.length)
  out.writeUInt32BE(data.length, 0)
  out.set(utf8(type), 4)
  out.set(data, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
  return out
}

/** A PNG in the proportions of an identity photo, drawn by sums: a head before a wall. RGB, 8 bits; with alpha on request. */
export function drawnPhoto(width: number, height: number, alpha = false): Uint8Array {
  const channels = alpha ? 4 : 3
  const rows = Buffer.alloc(height * (1 + width * channels))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = x / width - 0.5
      const v = y / height - 0.4
      const head = u * u * 4 + v * v * 6 < 0.35 || (v > 0.25 && Math.abs(u) < v)
      const at = y * (1 + width * channels) + 1 + x * channels
      rows[at] = head ? 214 : 90 + (120 * y) / height
      rows[at + 1] = head ? 170 + 40 * v : 140
      rows[at + 2] = head ? 140 : 190 - (60 * x) / width
      if (alpha) rows[at + 3] = head ? 255 : 96
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, alpha ? 6 : 2, 0, 0, 0], 8)
  return concatBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}
