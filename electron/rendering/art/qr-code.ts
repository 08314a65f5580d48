import { create } from 'qrcode'
import { type Box } from '../../../shared/domain/face/face.ts'
import { type Drawing } from './path.ts'

/** Modules of white that a reader needs round the code (GB/T 18284). */
const QUIET = 4

/** Longest text: what version 25 holds at level M, so that modules stay ≥ 0.2 mm on 28 mm. */
const MAX_BYTES = 900

/** A QR code at level M as vector squares with its quiet zone inside the box. @throws RangeError when the text is too long */
export function drawQr(drawing: Drawing, text: string, box: Box): void {
  if (Buffer.byteLength(text) > MAX_BYTES) throw new RangeError('the text of the QR code is too long')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = Math.min(box.width, box.height)
  const module = side / (modules.size + 2 * QUIET)
  const [x, y] = [box.x + (box.width - side) / 2, box.y + (box.height - side) / 2]
  drawing.fill('#ffffff').rect(x, y, side, side).paintFill().fill('#000000')
  for (let row = 0; row < modules.size; row++) {
    let column = 0
    while (column < modules.size) {
      let end = column
      while (end < modules.size && modules.get(row, end)) end++
      if (end > column) {
        drawing.rect(
          x + (column + QUIET) * module,
          y + (row + QUIET) * module,
          (end - column) * module,
          module,
        )
      }
      column = end + 1
    }
  }
  drawing.paintFill()
}
