import { inflateSync } from 'node:zlib'
import { crc32 } from '../../../shared/kernel/crc32.ts'

/** A decoded picture: RGB, and its transparency where it has any. */
export interface Raster {
  readonly width: number
  readonly height: number
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array
  /** One byte a pixel; absent where everything is opaque. */
  readonly alpha?: Uint8Array
}

/** The picture cannot be read, with the reason. */
export class PictureError extends Error {}

const MAX_SIDE = 8000
const MAX_PIXELS = 8_000_000
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

interface Header {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colourType: 0 | 2 | 3 | 4 | 6
  readonly interlaced: boolean
}

interface Chunks {
  readonly header: Header
  readonly palette: Uint8Array
  readonly transparency: Uint8Array | undefined
  readonly data: readonly Uint8Array[]
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const
const DEPTHS = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((b, i) => bytes[i] === b)

function readHeader(data: Uint8Array): Header {
  if (data.length !== 13) throw new PictureError('broken header')
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  const [depth, colourType] = [view.getUint8(8), view.getUint8(9)]
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new PictureError(`${width} × ${height} pixels`)
  }
  const depths: readonly number[] | undefined = DEPTHS[colourType as keyof typeof DEPTHS]
  if (
    !depths?.includes(depth) ||
    view.getUint8(10) !== 0 ||
    view.getUint8(11) !== 0 ||
    view.getUint8(12) > 1
  ) {
    throw new PictureError('unknown variety of PNG')
  }
  return {
    width,
    height,
    depth,
    colourType: colourType as Header['colourType'],
    interlaced: view.getUint8(12) === 1,
  }
}

function readChunks(bytes: Uint8Array): Chunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let header: Header | undefined
  let palette: Uint8Array = new Uint8Array(0)
  let transparency: Uint8Array | undefined
  const data: Uint8Array[] = []
  let at = 8
  for (;;) {
    if (at + 12 > bytes.length) throw new PictureError('the file ends early')
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) throw new PictureError('the file ends early')
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) {
      throw new PictureError('a checksum is wrong')
    }
    if (type === 'IHDR') header = readHeader(body)
    else if (type === 'PLTE') palette = body
    else if (type === 'tRNS') transparency = body
    else if (type === 'IDAT') data.push(body)
    else if (type === 'IEND') break
    at += 12 + length
  }
  if (!header || data.length === 0) throw new PictureError('no picture data')
  return { header, palette, transparency, data }
}

interface Pass {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

const WHOLE: readonly Pass[] = [{ x: 0, y: 0, dx: 1, dy: 1 }]
const ADAM7: readonly Pass[] = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
]

const paeth = (a: number, b: number, c: number): number => {
  const p = a + b - c
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

const guess = (filter: number, left: number, up: number, corner: number): number => {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, corner)
}

/** Undoes the filter of one line in place. */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): void {
  if (filter > 4) throw new PictureError('unknown filter')
  for (let i = 0; i < line.length; i++) {
    const left = i >= step ? (line[i - step] ?? 0) : 0
    const up = above[i] ?? 0
    const corner = i >= step ? (above[i - step] ?? 0) : 0
    line[i] = ((line[i] ?? 0) + guess(filter, left, up, corner)) & 255
  }
}

/** One sample, as it is stored. */
function sample(line: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return line[index] ?? 0
  if (depth === 16) return ((line[2 * index] ?? 0) << 8) | (line[2 * index + 1] ?? 0)
  const perByte = 8 / depth
  const shift = 8 - depth * ((index % perByte) + 1)
  return ((line[Math.floor(index / perByte)] ?? 0) >> shift) & ((1 << depth) - 1)
}

type Pixel = readonly [r: number, g: number, b: number, a: number]

/** Reads one pixel of a line as RGBA of eight bits. */
function pixelReader({ header, palette, transparency }: Chunks): (line: Uint8Array, x: number) => Pixel {
  const { depth, colourType } = header
  const full = (1 << depth) - 1
  const scale = (v: number): number => (depth === 16 ? v >> 8 : Math.round((v * 255) / full))
  const keyAt = (i: number): number =>
    transparency && transparency.length >= 2 * i + 2
      ? ((transparency[2 * i] ?? 0) << 8) | (transparency[2 * i + 1] ?? 0)
      : -1
  const channels = CHANNELS[colourType]
  return (line, x) => {
    const at = (c: number): number => sample(line, x * channels + c, depth)
    const first = at(0)
    if (colourType === 3) {
      if (3 * first + 3 > palette.length) throw new PictureError('a colour is not in the palette')
      const part = (i: number): number => palette[3 * first + i] ?? 0
      return [part(0), part(1), part(2), transparency?.[first] ?? 255]
    }
    if (colourType === 0 || colourType === 4) {
      const grey = scale(first)
      const alpha = colourType === 4 ? scale(at(1)) : first === keyAt(0) ? 0 : 255
      return [grey, grey, grey, alpha]
    }
    const [g, b] = [at(1), at(2)]
    const clear = colourType === 2 && first === keyAt(0) && g === keyAt(1) && b === keyAt(2)
    return [scale(first), scale(g), scale(b), colourType === 6 ? scale(at(3)) : clear ? 0 : 255]
  }
}

/** Bytes of all filtered lines of the picture. */
function rawLength(header: Header, passes: readonly Pass[], bits: number): number {
  return passes.reduce((sum, pass) => {
    const columns = Math.ceil(Math.max(0, header.width - pass.x) / pass.dx)
    const rows = Math.ceil(Math.max(0, header.height - pass.y) / pass.dy)
    return columns === 0 ? sum : sum + rows * (1 + Math.ceil((columns * bits) / 8))
  }, 0)
}

function inflate(chunks: readonly Uint8Array[], expected: number): Uint8Array {
  let raw
  try {
    raw = inflateSync(Buffer.concat(chunks), { maxOutputLength: expected + 64 })
  } catch {
    throw new PictureError('its data cannot be unpacked')
  }
  if (raw.length < expected) throw new PictureError('the picture ends early')
  return raw
}

/** Decodes a PNG of any colour type and depth, interlaced or not. @throws PictureError */
export function decodePng(bytes: Uint8Array): Raster {
  const chunks = readChunks(bytes)
  const { header } = chunks
  const bits = header.depth * CHANNELS[header.colourType]
  const passes = header.interlaced ? ADAM7 : WHOLE
  const raw = inflate(chunks.data, rawLength(header, passes, bits))
  const rgb = new Uint8Array(3 * header.width * header.height)
  const alpha = new Uint8Array(header.width * header.height)
  const pixel = pixelReader(chunks)
  let opaque = true
  let at = 0
  for (const { x: x0, y: y0, dx, dy } of passes) {
    const columns = Math.ceil(Math.max(0, header.width - x0) / dx)
    const length = Math.ceil((columns * bits) / 8)
    let above: Uint8Array = new Uint8Array(length)
    if (columns === 0) continue
    for (let y = y0; y < header.height; y += dy) {
      const line = raw.subarray(at + 1, at + 1 + length)
      unfilter(raw[at] ?? 0, line, above, Math.max(1, bits >> 3))
      for (let i = 0; i < columns; i++) {
        const [r, g, b, a] = pixel(line, i)
        const to = y * header.width + x0 + i * dx
        rgb[3 * to] = r
        rgb[3 * to + 1] = g
        rgb[3 * to + 2] = b
        alpha[to] = a
        if (a !== 255) opaque = false
      }
      above = line
      at += 1 + length
    }
  }
  return { width: header.width, height: header.height, rgb, ...(opaque ? {} : { alpha }) }
}
