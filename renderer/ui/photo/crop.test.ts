import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutOf, kept, moved, WHOLE } from './crop.ts'

it('fills the frame with as much of the picture as its shape allows', () => {
  expect(cutOf({ width: 400, height: 400 }, 5 / 7, WHOLE)).toMatchObject({ height: 400, top: 0 })
  expect(cutOf({ width: 100, height: 700 }, 5 / 7, WHOLE)).toMatchObject({
    width: 100,
    height: 140,
    top: 280,
    left: 0,
  })
})

it('moves with the frame and stops at the edge', () => {
  const picture = { width: 700, height: 700 }
  expect(moved(picture, 1, { zoom: 2, x: 0.5, y: 0.5 }, 0.1, 0)).toEqual({ zoom: 2, x: 0.55, y: 0.5 })
  expect(moved(picture, 1, { zoom: 2, x: 0.5, y: 0.5 }, 9, -9)).toEqual({ zoom: 2, x: 0.75, y: 0.25 })
})

it('never shows what lies beside the picture, and keeps the shape', () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  })
  const any = fc.double({ min: -20, max: 20, noNaN: true })
  fc.assert(
    fc.property(
      size,
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      any,
      any,
      any,
      (picture, ratio, zoom, x, y) => {
        const cut = cutOf(picture, ratio, kept(picture, ratio, { zoom, x, y }))
        const near = 1e-6 * 9000
        expect(cut.left).toBeGreaterThan(-near)
        expect(cut.top).toBeGreaterThan(-near)
        expect(cut.left + cut.width).toBeLessThan(picture.width + near)
        expect(cut.top + cut.height).toBeLessThan(picture.height + near)
        expect(cut.width / cut.height).toBeCloseTo(ratio, 6)
      },
    ),
  )
})
