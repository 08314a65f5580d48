import { create } from 'qrcode'
import { type Drawing } from './path.ts'

/** Modules of white that a reader needs round the code (GB/T 18284). */
const QUIET = 4

/** Longest text: what version 25 holds at level M, so that modules stay ≥ 0.2 mm on 28 mm. */
export const MAX_QR_BYTES = 900

/** Side of the drawing in its own units, quiet zone included. */
export const QR_SIDE = 1000

/**
 * One mask for all codes: the symbol names its mask, and readers take each of the eight. Trying them all took about 0.75 ms of
 * a face of 5 ms. The standard asks for the best-looking one, for bad print; ours is held to zbar at 200 dpi in the tests only.
 */
const MASK = 2

/** A QR code at level M as vector squares with its quiet zone, in a square of `QR_SIDE`. @throws RangeError for a text too long */
export function drawQr(drawing: Drawing, text: string): void {
  if (Buffer.byteLength(text) > MAX_QR_BYTES) throw new RangeError('the text of the QR code is too long')
  // One segment of bytes: a search for the best mix of modes costs more than it saves on an address.
  const { modules } = create([{ data: Buffer.from(text), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: MASK,
  })
  const count = modules.size + 2 * QUIET
  const unit = QR_SIDE / count
  drawing.fill('#ffffff').rect(0, 0, QR_SIDE, QR_SIDE).paintFill().fill('#000000')
  drawing.raw(`${unit} 0 0 ${unit} 0 0 cm\n`)
  for (let row = 0; row < modules.size; row++) {
    let column = 0
    while (column < modules.size) {
      let end = column
      while (end < modules.size && modules.get(row, end)) end++
      if (end > column) drawing.rect(column + QUIET, row + QUIET, end - column, 1)
      column = end + 1
    }
  }
  drawing.paintFill()
}
