import { expect, it } from 'vitest'
import { rateOf, type Sample, secondsLeft, withSample } from './rate.ts'

it('says the pace of the last seconds, and what is left at it', () => {
  let samples: readonly Sample[] = []
  expect(rateOf(samples)).toBeUndefined()
  for (let s = 0; s <= 60; s++)
    samples = withSample(samples, { at: s * 1000, done: s < 30 ? s : 30 + (s - 30) * 10 })
  const rate = rateOf(samples)
  expect(rate).toBeCloseTo(10)
  expect(secondsLeft(rate, 330, 1330)).toBeCloseTo(100)
  expect(secondsLeft(rate, 330, null)).toBeUndefined()
})

it('begins anew where the count does', () => {
  const samples = withSample([{ at: 0, done: 50 }], { at: 5000, done: 1 })
  expect(rateOf(samples)).toBeUndefined()
})
