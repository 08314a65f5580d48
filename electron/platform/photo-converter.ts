import zlib from 'node:zlib'
import { crc32 } from '../../shared/kernel/crc32.ts'
import { type PhotoConverter } from '../ports/photo-converter.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'

/** More than any camera of a photo kiosk has; keeps a forged header from asking for gigabytes. Our default. */
const MAX_PIXELS = 40_000_000

const FILE_HEADER = 14
const PNG_SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Bitmap {
  readonly width: number
  readonly height: number
  /** Rows stand from the top down; they usually stand upside down. */
  readonly topDown: boolean
  readonly bits: 8 | 24 | 32
  readonly pixelsAt: number
  /** Bytes of a row, filled up to four. */
  readonly stride: number
  /** Blue, green, red and one byte of nothing for each colour; 8 bits a pixel only. */
  readonly palette: Uint8Array
}

const isDepth = (bits: number): bits is Bitmap['bits'] => bits === 8 || bits === 24 || bits === 32

/** Pixels and colours lie behind the headers and inside the file. */
function fitsFile(bitmap: Bitmap, headersEnd: number, fileBytes: number): boolean {
  const { width, height, stride, pixelsAt, palette } = bitmap
  return (
    width >= 1 &&
    height >= 1 &&
    width * height <= MAX_PIXELS &&
    pixelsAt >= headersEnd + palette.length &&
    pixelsAt + stride * height <= fileBytes
  )
}

/** The parts of a BITMAPINFOHEADER (or a longer one) that uncompressed pictures use; undefined for anything else. */
function headerOf(bytes: Uint8Array): Bitmap | undefined {
  if (bytes.length < FILE_HEADER + 40 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerSize = view.getUint32(14, true)
  const bits = view.getUint16(28, true)
  const compression = view.getUint32(30, true)
  if (headerSize < 40 || headerSize > 124 || compression !== 0 || !isDepth(bits)) return undefined
  const width = view.getInt32(18, true)
  const signedHeight = view.getInt32(22, true)
  const colours = bits === 8 ? Math.min(view.getUint32(46, true) || 256, 256) : 0
  const headersEnd = FILE_HEADER + headerSize
  const bitmap: Bitmap = {
    width,
    height: Math.abs(signedHeight),
    topDown: signedHeight < 0,
    bits,
    pixelsAt: view.getUint32(10, true),
    stride: Math.ceil((width * bits) / 32) * 4,
    palette: bytes.subarray(headersEnd, headersEnd + colours * 4),
  }
  return fitsFile(bitmap, headersEnd, bytes.length) ? bitmap : undefined
}

/** Rows as PNG has them: filter 0, then red, green, blue; undefined when a pixel has a colour that the palette has not. */
function scanLines(bytes: Uint8Array, bitmap: Bitmap): Uint8Array | undefined {
  const { width, height, bits, palette } = bitmap
  const out = new Uint8Array(height * (1 + width * 3))
  const step = bits / 8
  let at = 0
  for (let y = 0; y < height; y++) {
    const row = bitmap.pixelsAt + (bitmap.topDown ? y : height - 1 - y) * bitmap.stride
    out[at++] = 0
    for (let x = 0; x < width; x++) {
      const pixel = row + x * step
      const from = bits === 8 ? palette : bytes
      const start = bits === 8 ? (bytes[pixel] ?? 0) * 4 : pixel
      if (start + 2 >= from.length) return undefined
      out[at++] = from[start + 2] ?? 0
      out[at++] = from[start + 1] ?? 0
      out[at++] = from[start] ?? 0
    }
  }
  return out
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

function pngOf(bitmap: Bitmap, lines: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(bitmap.width, 0)
  header.writeUInt32BE(bitmap.height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(lines)),
    chunk('IEND', new Uint8Array()),
  ])
}

export const photoConverter: PhotoConverter = {
  bmpToPng(bytes) {
    const bitmap = headerOf(bytes)
    const lines = bitmap && scanLines(bytes, bitmap)
    if (bitmap && lines) return ok(pngOf(bitmap, lines))
    return err(
      appError('photo-unreadable', words('这种 BMP 照片无法读取', 'This kind of bitmap cannot be read'), {
        next: words('请把照片另存为 JPEG 或 PNG', 'Save the photo as JPEG or PNG'),
      }),
    )
  },
}
