/** How far a printer misses, as measured on its test page, and mended in every page before it is sent. */
export interface PrinterSetting {
  /** Millimetres to the right and down, on the sheet as it lies upright (short edge on top). */
  readonly shiftX: number
  readonly shiftY: number
  /** 1 is exact; 0.98 prints two per cent smaller. Measured from the sheet's upper left corner. */
  readonly scaleX: number
  readonly scaleY: number
}

export const EXACT: PrinterSetting = { shiftX: 0, shiftY: 0, scaleX: 1, scaleY: 1 }

/** A printer that misses by more is out of order, not out of line. Our defaults. */
export const SETTING_LIMITS = { shift: 30, scaleLeast: 0.9, scaleMost: 1.1 } as const

export type TestPaperId = 'a4-portrait' | 'a4-landscape' | 'card'

export interface TestPaper {
  /** Millimetres. */
  readonly width: number
  readonly height: number
  /** The square begins this far from the left and the top edge, and is so wide and high. */
  readonly inset: number
  readonly square: number
}

/** What a test page shows, so that whoever measures and whoever draws mean the same marks. */
export const TEST_PAPERS: Readonly<Record<TestPaperId, TestPaper>> = {
  'a4-portrait': { width: 210, height: 297, inset: 20, square: 100 },
  'a4-landscape': { width: 297, height: 210, inset: 20, square: 100 },
  card: { width: 54, height: 86, inset: 7, square: 40 },
}

/** What a ruler says on the printed test page, in millimetres. */
export interface Measured {
  /** From the sheet's left edge to the square's left side, and from its top edge to the square's upper side. */
  readonly left: number
  readonly top: number
  readonly across: number
  readonly down: number
}

const finer = (value: number, digits: number): number => Number(value.toFixed(digits))

function axis(
  shift: number,
  scale: number,
  paper: TestPaper,
  at: number,
  length: number,
): readonly [number, number] {
  // The printer puts u at stretch × u + push; the page was sent with x at scale × x + shift.
  const stretch = length / (scale * paper.square)
  const push = at - stretch * (scale * paper.inset + shift)
  return [-push / stretch, 1 / stretch]
}

/** The setting under which the printer would have hit, from what it did under the setting in force. */
export function settingFromMeasured(
  present: PrinterSetting,
  paper: TestPaper,
  measured: Measured,
): PrinterSetting {
  const [shiftX, scaleX] = axis(present.shiftX, present.scaleX, paper, measured.left, measured.across)
  const [shiftY, scaleY] = axis(present.shiftY, present.scaleY, paper, measured.top, measured.down)
  return {
    shiftX: finer(shiftX, 2),
    shiftY: finer(shiftY, 2),
    scaleX: finer(scaleX, 4),
    scaleY: finer(scaleY, 4),
  }
}

/** Whether a setting is one that a printer may have. */
export const settingFits = (setting: PrinterSetting): boolean =>
  [setting.shiftX, setting.shiftY].every(v => Math.abs(v) <= SETTING_LIMITS.shift) &&
  [setting.scaleX, setting.scaleY].every(v => v >= SETTING_LIMITS.scaleLeast && v <= SETTING_LIMITS.scaleMost)
