import { greyPage } from '../integration/rendering/tools.ts'

const DPI = 508
const PER_MM = DPI / 25.4

export interface InkBox {
  /** Millimetres from the sheet's left and top edge. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

/** Where there is ink on a page, as a ruler would say: the box around everything darker than half grey within a part of it. */
export function inkBox(
  pdf: Uint8Array,
  page = 1,
  within: { left?: number; top?: number; right?: number; bottom?: number } = {},
): InkBox {
  const { width, height, pixels } = greyPage(pdf, page, DPI)
  const from = { x: Math.round((within.left ?? 0) * PER_MM), y: Math.round((within.top ?? 0) * PER_MM) }
  const to = {
    x: Math.min(width, Math.round((within.right ?? 1e4) * PER_MM)),
    y: Math.min(height, Math.round((within.bottom ?? 1e4) * PER_MM)),
  }
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  for (let y = from.y; y < to.y; y++) {
    for (let x = from.x; x < to.x; x++) {
      if ((pixels[y * width + x] ?? 255) > 127) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  if (right < 0) throw new Error('no ink there')
  return {
    left: left / PER_MM,
    top: top / PER_MM,
    right: right / PER_MM,
    bottom: bottom / PER_MM,
    width: width / PER_MM,
    height: height / PER_MM,
  }
}
