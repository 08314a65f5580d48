import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseNumberText } from './number-text.ts'

it('reads numbers as clerks write them, and nothing else', () => {
  expect(['1,000', '１０００', ' 1000.50 ', '-3', '1，234，567'].map(parseNumberText)).toEqual([
    1000, 1000, 1000.5, -3, 1234567,
  ])
  for (const wrong of ['', '1,00', '1e3', 'Infinity', '十', '1.2.3', '0x10', '99999999999999999999'])
    expect([wrong, parseNumberText(wrong)]).toEqual([wrong, undefined])
})

it('gives back every whole number it is shown', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), value => {
      expect(parseNumberText(new Intl.NumberFormat('zh-CN').format(value))).toBe(
        Object.is(value, -0) ? 0 : value,
      )
    }),
  )
  fc.assert(fc.property(fc.string(), text => void parseNumberText(text)))
})
