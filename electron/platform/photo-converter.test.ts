import zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { photoConverter } from './photo-converter.ts'

interface Picture {
  readonly width: number
  readonly height: number
  readonly bits: 8 | 24 | 32
  readonly topDown?: boolean
  readonly colours?: number
}

/** A bitmap whose pixel (x, y) is (x, y, 7) in red, green, blue, or colour x of a palette of such colours. */
function bmp({ width, height, bits, topDown = false, colours = 256 }: Picture): Buffer {
  const stride = Math.ceil((width * bits) / 32) * 4
  const paletteBytes = bits === 8 ? colours * 4 : 0
  const out = Buffer.alloc(54 + paletteBytes + stride * height)
  out.write('BM', 0, 'latin1')
  out.writeUInt32LE(54 + paletteBytes, 10)
  out.writeUInt32LE(40, 14)
  out.writeInt32LE(width, 18)
  out.writeInt32LE(topDown ? -height : height, 22)
  out.writeUInt16LE(bits, 28)
  if (bits === 8) out.writeUInt32LE(colours === 256 ? 0 : colours, 46)
  for (let c = 0; c * 4 < paletteBytes; c++) out.set([7, 0, c], 54 + c * 4)
  for (let y = 0; y < height; y++) {
    const row = 54 + paletteBytes + (topDown ? y : height - 1 - y) * stride
    for (let x = 0; x < width; x++)
      if (bits === 8) out[row + x] = x
      else out.set([7, y, x], row + x * (bits / 8))
  }
  return out
}

/** Width, height and pixels of a PNG of ours: one IDAT, filter 0. */
function pixelsOf(png: Uint8Array) {
  const view = Buffer.from(png)
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)]
  const length = view.readUInt32BE(33)
  expect(view.subarray(37, 41).toString('latin1')).toBe('IDAT')
  expect(view.readUInt32BE(41 + length)).toBe(zlib.crc32(view.subarray(37, 41 + length)))
  const lines = zlib.inflateSync(view.subarray(41, 41 + length))
  expect(lines.length).toBe(height * (1 + width * 3))
  const at = (x: number, y: number) => [...lines.subarray(y * (1 + width * 3) + 1 + x * 3).subarray(0, 3)]
  return { width, height, at }
}

describe('bitmaps', () => {
  it.each([
    { width: 5, height: 3, bits: 24 },
    { width: 5, height: 3, bits: 24, topDown: true },
    { width: 4, height: 7, bits: 32 },
  ] as const)('become PNG pixel by pixel: %o', picture => {
    const png = photoConverter.bmpToPng(bmp(picture))
    if (!png.ok) throw new Error(png.error.text.en)
    const { width, height, at } = pixelsOf(png.value)
    expect([width, height]).toEqual([picture.width, picture.height])
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expect(at(x, y)).toEqual([x, y, 7])
  })

  it('with a palette take its colours', () => {
    const png = photoConverter.bmpToPng(bmp({ width: 6, height: 2, bits: 8, colours: 6 }))
    if (!png.ok) throw new Error(png.error.text.en)
    expect(pixelsOf(png.value).at(4, 1)).toEqual([4, 0, 7])
  })

  it('that are compressed, cut short, of another depth or without the colour are refused in words', () => {
    const whole = bmp({ width: 5, height: 3, bits: 24 })
    const changed = (offset: number, value: number) => {
      const copy = Buffer.from(whole)
      copy.writeUInt32LE(value, offset)
      return copy
    }
    const bad = [
      whole.subarray(0, whole.length - 1),
      whole.subarray(0, 30),
      changed(30, 1),
      changed(28, 4),
      changed(10, 20),
      changed(14, 12),
      changed(18, 0),
      changed(18, 0x7fffffff),
      bmp({ width: 9, height: 2, bits: 8, colours: 5 }),
    ]
    for (const bytes of bad) {
      const result = photoConverter.bmpToPng(bytes)
      expect(result.ok ? 'ok' : result.error.code).toBe('photo-unreadable')
    }
  })

  it('of any bytes end, and never make a picture that is not whole', () => {
    const head = bmp({ width: 3, height: 2, bits: 24 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 2, max: 53 }), fc.integer({ min: 0, max: 255 })), {
          maxLength: 6,
        }),
        fc.uint8Array({ maxLength: 80 }),
        (flips, tail) => {
          const bytes = Buffer.concat([head, tail])
          for (const [at, value] of flips) bytes[at] = value
          const result = photoConverter.bmpToPng(bytes)
          if (result.ok) pixelsOf(result.value)
        },
      ),
      { numRuns: 300 },
    )
  })
})
