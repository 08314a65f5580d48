import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXACT, settingFits, settingFromMeasured, TEST_PAPERS, type PrinterSetting } from './printer.ts'

const shift = fc.double({ min: -10, max: 10, noNaN: true })
const scale = fc.double({ min: 0.95, max: 1.05, noNaN: true })
const setting = fc.record({ shiftX: shift, shiftY: shift, scaleX: scale, scaleY: scale })

/** Where a printer with that fault puts a point that was sent under a setting. */
const printedAt = (fault: PrinterSetting, sent: PrinterSetting, x: number, y: number) => ({
  x: fault.scaleX * (sent.scaleX * x + sent.shiftX) + fault.shiftX,
  y: fault.scaleY * (sent.scaleY * y + sent.shiftY) + fault.shiftY,
})

describe('a setting from what was measured', () => {
  it.each(['a4-portrait', 'card'] as const)('makes any printer hit on %s, whatever setting it had', paper => {
    const { inset, square } = TEST_PAPERS[paper]
    fc.assert(
      fc.property(setting, setting, (fault, present) => {
        const from = printedAt(fault, present, inset, inset)
        const to = printedAt(fault, present, inset + square, inset + square)
        const measured = { left: from.x, top: from.y, across: to.x - from.x, down: to.y - from.y }
        const mended = settingFromMeasured(present, TEST_PAPERS[paper], measured)
        const corner = printedAt(fault, mended, 200, 280)
        expect(Math.abs(corner.x - 200)).toBeLessThan(0.05)
        expect(Math.abs(corner.y - 280)).toBeLessThan(0.05)
      }),
    )
  })

  it('leaves a printer alone that hits', () => {
    expect(settingFromMeasured(EXACT, TEST_PAPERS.card, { left: 7, top: 7, across: 40, down: 40 })).toEqual(
      EXACT,
    )
  })

  it('tells a setting that no printer needs', () => {
    expect(settingFits(EXACT)).toBe(true)
    expect(settingFits({ ...EXACT, shiftX: 31 })).toBe(false)
    expect(settingFits({ ...EXACT, scaleY: 0.5 })).toBe(false)
    expect(settingFits({ ...EXACT, scaleX: Number.NaN })).toBe(false)
  })
})
