import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJpeg } from '../../../electron/rendering/images/jpeg.ts'
import { decodePng, PictureError } from '../../../electron/rendering/images/png.ts'
import { createFaceRenderer } from '../../../electron/rendering/index.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { png, portrait, smallJpeg } from './pictures.ts'
import { exampleValues, requestFor } from './requests.ts'
import { greyPage } from './tools.ts'

const renderer = createFaceRenderer()
const card = (photo: Uint8Array) =>
  requestFor('guide-qualification', exampleValues('guide-qualification'), { photo })

/** Only the error that is promised may come out. */
function onlyPictureError(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof PictureError || error instanceof RangeError)) throw error
  }
}

describe('photos', () => {
  it('are shown: PNG and JPEG alike', async () => {
    const without = mustBeOk(
      await renderer.render(requestFor('guide-qualification', exampleValues('guide-qualification'))),
      'without',
    )
    const blank = greyPage(without.bytes, 1, 40).pixels
    for (const photo of [portrait(), smallJpeg()]) {
      const { bytes } = mustBeOk(await renderer.render(card(photo)), 'photo')
      const changed = greyPage(bytes, 1, 40).pixels.filter((v, i) => v !== blank[i]).length
      expect(changed).toBeGreaterThan(500)
    }
  })
  it('that are broken are refused by name', async () => {
    const whole = portrait()
    for (const photo of [
      new Uint8Array(0),
      new TextEncoder().encode('GIF89a…'),
      whole.subarray(0, whole.length - 20),
      smallJpeg().subarray(0, 200),
      smallJpeg().subarray(0, smallJpeg().length - 2),
    ]) {
      expect(await renderer.render(card(photo))).toMatchObject({
        ok: false,
        error: { code: 'photo-unreadable' },
      })
    }
    const seal = await renderer.render({ ...card(whole), sealPicture: new Uint8Array([1, 2, 3]) })
    expect(seal).toMatchObject({ ok: false, error: { code: 'picture-unreadable' } })
  })
  it('of a size that no photo has are refused before memory is taken', () => {
    const bomb = png(1, 1, 2, () => [0, 0, 0])
    new DataView(bomb.buffer).setUint32(16, 70_000)
    expect(() => decodePng(bomb)).toThrow(PictureError)
  })
})

describe('readers of pictures', () => {
  it('give back the pixels of a PNG', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(255),
        (w, h, seed) => {
          const value = (x: number, y: number, c: number): number => (seed + 31 * x + 17 * y + 7 * c) & 255
          const picture = decodePng(png(w, h, 6, (x, y) => [0, 1, 2, 3].map(c => value(x, y, c))))
          for (let y = 0; y < h; y++) {
            for (let x = 0; x < w; x++) {
              const at = y * w + x
              expect([...picture.rgb.subarray(3 * at, 3 * at + 3)]).toEqual(
                [0, 1, 2].map(c => value(x, y, c)),
              )
              expect(picture.alpha?.[at] ?? 255).toBe(value(x, y, 3))
            }
          }
        },
      ),
    )
  })
  it('never fail otherwise than they promise', () => {
    const seeds = [portrait(), smallJpeg()]
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(100_000),
        (seed, changes, cut) => {
          const bytes = seed.slice(0, seed.length - (cut % 3 === 0 ? cut % seed.length : 0))
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          onlyPictureError(() => decodePng(bytes))
          onlyPictureError(() => readJpeg(bytes))
        },
      ),
      { numRuns: 400 },
    )
  })
})
