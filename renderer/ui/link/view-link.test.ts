import { expect, it } from 'vitest'
import { createViewLink, placeIn, scrollTo } from './view-link.ts'

const view = (height: number, top: number) => ({
  scrollTop: top,
  scrollLeft: 0,
  scrollHeight: height,
  scrollWidth: 500,
  clientHeight: 400,
  clientWidth: 500,
})

it('moves documents of other heights alike', () => {
  const place = placeIn(view(1400, 500))
  expect(place).toEqual({ top: 0.5, left: 0 })
  expect(scrollTo(view(2400, 0), place)).toEqual({ top: 1000, left: 0 })
  expect(scrollTo(view(300, 0), place)).toEqual({ top: 0, left: 0 })
})

it('keeps the zoom within reach and says who moved', () => {
  const link = createViewLink()
  link.setZoom(99)
  expect(link.now.zoom).toBe(4)
  link.setZoom(0)
  expect(link.now.zoom).toBe(0.25)
  link.setZoom('width')
  expect(link.now.zoom).toBe('width')
  const by = Symbol('left')
  link.move(by, { top: 0.5, left: 0 })
  expect(link.now).toMatchObject({ by, place: { top: 0.5, left: 0 } })
})
