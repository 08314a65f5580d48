import { inflateSync } from 'node:zlib'
import { integerOf, isKind, malformed, nameOf, PdfError, type PdfDict, type PdfValue } from './objects.ts'

/** The most that one stream may become. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c
  const pa = Math.abs(p - a)
  const pb = Math.abs(p - b)
  const pc = Math.abs(p - c)
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

function predicted(type: number, left: number, up: number, corner: number): number {
  switch (type) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return up
    case 3:
      return (left + up) >> 1
    case 4:
      return paeth(left, up, corner)
    default:
      return malformed('unknown row predictor')
  }
}

/** Undoes PNG row prediction; `step` bytes a pixel, `width` bytes a row. */
function unpredict(data: Uint8Array, width: number, step: number): Uint8Array {
  const rows = Math.floor(data.length / (width + 1))
  const out = new Uint8Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const type = data[row * (width + 1)] ?? 0
    for (let i = 0; i < width; i++) {
      const at = row * width + i
      const left = i >= step ? (out[at - step] ?? 0) : 0
      const up = row > 0 ? (out[at - width] ?? 0) : 0
      const corner = row > 0 && i >= step ? (out[at - width - step] ?? 0) : 0
      out[at] = ((data[row * (width + 1) + 1 + i] ?? 0) + predicted(type, left, up, corner)) & 0xff
    }
  }
  return out
}

function inflate(data: Uint8Array): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: MAX_INFLATED_BYTES })
  } catch (error) {
    if (error instanceof RangeError) throw new PdfError('pdf-too-large', 'stream inflates beyond the limit')
    return malformed('stream does not inflate')
  }
}

function single(value: PdfValue | undefined): PdfValue | undefined {
  return isKind(value, 'array') && value.items.length <= 1 ? value.items[0] : value
}

/** Decodes a stream without filter or with FlateDecode (with PNG prediction): all that structure and metadata use. */
export function decodeStream(dict: PdfDict, data: Uint8Array): Uint8Array {
  const filter = single(dict.entries.get('Filter'))
  if (filter === undefined || filter === null) {
    return data.length <= MAX_INFLATED_BYTES ? data : malformed('stream is too large')
  }
  if (nameOf(filter) !== 'FlateDecode' && nameOf(filter) !== 'Fl')
    return malformed('filter is not supported here')
  const inflated = inflate(data)
  const parameters = single(dict.entries.get('DecodeParms'))
  if (!isKind(parameters, 'dict')) return inflated
  const number = (key: string, otherwise: number): number => {
    const value = parameters.entries.get(key)
    return value === undefined ? otherwise : (integerOf(value) ?? malformed(`bad ${key}`))
  }
  const predictor = number('Predictor', 1)
  if (predictor === 1) return inflated
  if (predictor < 10) return malformed('predictor is not supported here')
  const bits = number('Colors', 1) * number('BitsPerComponent', 8)
  const width = Math.ceil((bits * number('Columns', 1)) / 8)
  if (width < 1 || width > 1_000_000) return malformed('bad predictor width')
  return unpredict(inflated, width, Math.max(1, bits >> 3))
}
