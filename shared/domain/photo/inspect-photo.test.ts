import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PhotoRule } from '../kinds/kind.ts'
import { checkPhoto, photoFacts } from './inspect-photo.ts'

const rule: PhotoRule = {
  widthPx: 413,
  heightPx: 626,
  ratioTolerance: 0.05,
  minBytes: 30,
  maxBytes: 1000,
  formats: ['jpeg', 'png'],
  source: { mark: 'default', ref: 'test' },
}

function png(width: number, height: number, bytes = 64): Uint8Array {
  const out = new Uint8Array(bytes)
  out.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  new DataView(out.buffer).setUint32(16, width)
  new DataView(out.buffer).setUint32(20, height)
  return out
}

/** APP0 of 16 bytes, then SOF2. */
const jpeg = Uint8Array.from([
  0xff,
  0xd8,
  0xff,
  0xe0,
  0,
  16,
  ...Array.from({ length: 14 }, () => 1),
  0xff,
  0xc2,
  0,
  17,
  8,
  2,
  114,
  1,
  157,
  ...Array.from({ length: 40 }, () => 0),
])

const codeOf = (bytes: Uint8Array) => {
  const result = checkPhoto(bytes, rule)
  return result.ok ? 'ok' : result.error.code
}

describe('photos', () => {
  it('reads the size out of JPEG, PNG and BMP headers', () => {
    expect(photoFacts(jpeg)).toEqual({ format: 'jpeg', widthPx: 413, heightPx: 626 })
    expect(photoFacts(png(10, 20))).toEqual({ format: 'png', widthPx: 10, heightPx: 20 })
    const bmp = new Uint8Array(54)
    bmp.set([0x42, 0x4d])
    new DataView(bmp.buffer).setInt32(18, 30, true)
    new DataView(bmp.buffer).setInt32(22, -40, true)
    expect(photoFacts(bmp)).toEqual({ format: 'bmp', widthPx: 30, heightPx: 40 })
    expect(codeOf(bmp)).toBe('photo-format')
  })
  it('takes what fits the rule and says what does not', () => {
    expect(codeOf(png(413, 626))).toBe('ok')
    expect(codeOf(jpeg)).toBe('ok')
    expect(codeOf(png(413, 626, 2000))).toBe('photo-size')
    expect(codeOf(png(100, 152))).toBe('photo-pixels')
    expect(codeOf(png(413, 413))).toBe('photo-shape')
    expect(codeOf(png(0, 0))).toBe('photo-unreadable')
    expect(codeOf(new Uint8Array([1, 2, 3]))).toBe('photo-unreadable')
  })
  it('ends on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom([], [0xff, 0xd8], [0x42, 0x4d]),
        (tail, head) => {
          const result = checkPhoto(Uint8Array.from([...head, ...tail]), rule)
          expect(typeof result.ok).toBe('boolean')
        },
      ),
    )
  })
})
