import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { isJpeg, readJpeg, type JpegInfo } from './jpeg.ts'
import { decodePng, isPng, PictureError } from './png.ts'

/** A picture that was checked and is ready to go into a document. */
export interface Picture {
  /** Size as it is seen, turned upright. */
  readonly width: number
  readonly height: number
  readonly orientation: JpegInfo['orientation']
  readonly data: Uint8Array
  readonly filter: 'DCTDecode' | 'FlateDecode'
  readonly grey: boolean
  /** Pixels as they are stored. */
  readonly columns: number
  readonly rows: number
  /** Compressed transparency. */
  readonly alpha?: Uint8Array
}

/** Pictures that a licence shows, where they were supplied. */
export interface PictureSet {
  readonly photo?: Picture
  readonly emblem?: Picture
  readonly seal?: Picture
}

const MAX_BYTES = 20 * 1024 * 1024

function readPicture(bytes: Uint8Array): Picture {
  if (bytes.length > MAX_BYTES) throw new PictureError('larger than 20 MB')
  if (isJpeg(bytes)) {
    const { width, height, components, orientation } = readJpeg(bytes)
    const turned = orientation === 6 || orientation === 8
    return {
      width: turned ? height : width,
      height: turned ? width : height,
      orientation,
      data: bytes,
      filter: 'DCTDecode',
      grey: components === 1,
      columns: width,
      rows: height,
    }
  }
  if (!isPng(bytes)) throw new PictureError('neither JPEG nor PNG')
  const { width, height, rgb, alpha } = decodePng(bytes)
  return {
    width,
    height,
    orientation: 1,
    data: deflateSync(rgb),
    filter: 'FlateDecode',
    grey: false,
    columns: width,
    rows: height,
    ...(alpha ? { alpha: deflateSync(alpha) } : {}),
  }
}

/** Pictures kept by digest: an office's emblem and seal come with every licence. */
const known = new Map<string, Picture>()
const MAX_KEPT = 8

/** Checks and decodes a picture; one that came lately is not decoded again. @throws PictureError */
export function loadPicture(bytes: Uint8Array): Picture {
  const digest = createHash('sha256').update(bytes).digest('base64')
  const kept = known.get(digest)
  if (kept) {
    // Used again: to the end of the queue.
    known.delete(digest)
    known.set(digest, kept)
    return kept
  }
  try {
    const picture = readPicture(bytes)
    const oldest = known.keys().next()
    if (known.size >= MAX_KEPT && !oldest.done) known.delete(oldest.value)
    known.set(digest, picture)
    return picture
  } catch (error) {
    if (error instanceof RangeError) throw new PictureError('broken')
    throw error
  }
}

/** Matrix that maps the unit square of an image to a rectangle in points, turned upright. */
export function imageMatrix(
  orientation: JpegInfo['orientation'],
  x: number,
  y: number,
  width: number,
  height: number,
): readonly number[] {
  switch (orientation) {
    case 3:
      return [-width, 0, 0, -height, x + width, y + height]
    case 6:
      return [0, -height, width, 0, x, y + height]
    case 8:
      return [0, height, -width, 0, x + width, y]
    default:
      return [width, 0, 0, height, x, y]
  }
}
