import { PictureError } from './png.ts'

/** What a PDF must know to show a JPEG as it is. */
export interface JpegInfo {
  readonly width: number
  readonly height: number
  readonly components: 1 | 3
  /** EXIF: 1 upright, 3 half turned, 6 quarter turned clockwise, 8 anticlockwise. */
  readonly orientation: 1 | 3 | 6 | 8
}

const MAX_SIDE = 10_000

export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

/** Frames that every PDF reader decodes: baseline, extended, progressive; not lossless, not arithmetic. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
const REFUSED_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

const u16 = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0)

function readFrame(segment: Uint8Array): Omit<JpegInfo, 'orientation'> {
  const [depth, height, width, components] = [segment[0], u16(segment, 1), u16(segment, 3), segment[5]]
  if (depth !== 8 || (components !== 1 && components !== 3)) {
    throw new PictureError('only grey and RGB pictures of eight bits are accepted')
  }
  if (segment.length < 6 + 3 * components) throw new PictureError('broken frame header')
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
    throw new PictureError(`${width} × ${height} pixels`)
  }
  return { width, height, components }
}

/** The orientation tag (0x0112) of an EXIF segment; 1 where there is none or it mirrors, which no camera writes. */
function readOrientation(segment: Uint8Array): JpegInfo['orientation'] {
  if (String.fromCharCode(...segment.subarray(0, 4)) !== 'Exif' || segment.length < 22) return 1
  const tiff = segment.subarray(6)
  const little = tiff[0] === 0x49
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return 1
  const count = Math.min(view.getUint16(directory, little), 64)
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > tiff.length) return 1
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value === 3 || value === 6 || value === 8 ? value : 1
  }
  return 1
}

/** End of the entropy-coded data that starts at `at`: the next marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, at: number): number {
  for (let p = at; p + 1 < bytes.length; p++) {
    if (bytes[p] !== 0xff) continue
    const next = bytes[p + 1] ?? 0
    if (next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff) continue
    return p
  }
  throw new PictureError('the file ends early')
}

interface Segment {
  readonly marker: number
  readonly body: Uint8Array
}

/** Marker segments up to the end of the picture; entropy-coded data is stepped over. */
function* segments(bytes: Uint8Array): Generator<Segment> {
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) throw new PictureError('a marker is missing')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return
    if (marker === 0xff) {
      at++
      continue
    }
    const length = u16(bytes, at + 2)
    if (length < 2 || at + 2 + length > bytes.length) throw new PictureError('the file ends early')
    yield { marker, body: bytes.subarray(at + 4, at + 2 + length) }
    at += 2 + length
    if (marker === SCAN) at = endOfScan(bytes, at)
  }
}

const SCAN = 0xda
const EXIF = 0xe1
const NEEDED = [SCAN, 0xdb, 0xc4]

/**
 * Checks a JPEG from its first marker to its last and reads its size. The picture itself goes into the PDF as it is.
 * @throws PictureError
 */
export function readJpeg(bytes: Uint8Array): JpegInfo {
  let frame: Omit<JpegInfo, 'orientation'> | undefined
  let orientation: JpegInfo['orientation'] = 1
  const seen = new Set<number>()
  for (const { marker, body } of segments(bytes)) {
    if (REFUSED_FRAMES.has(marker)) throw new PictureError('an unusual variety of JPEG')
    if (FRAMES.has(marker)) {
      if (frame) throw new PictureError('two frames')
      frame = readFrame(body)
    }
    if (marker === EXIF && orientation === 1) orientation = readOrientation(body)
    seen.add(marker)
  }
  if (!frame || NEEDED.some(marker => !seen.has(marker))) throw new PictureError('parts are missing')
  return { ...frame, orientation }
}
