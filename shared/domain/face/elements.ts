import { type Box, type FaceElement, type FaceRow, type TextStyle } from './face.ts'

/** One row of a face's middle part. `share` is its part of the height, 1 where it is usually one line. */
export const row = (label: string, text: string, share = 1): FaceRow => ({ label, text, share })

/** Millimetres from the upper left corner. */
export const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height })

export const centred = (
  font: TextStyle['font'],
  size: number,
  minSize: number,
  rest: Partial<TextStyle> = {},
): TextStyle => ({ font, size, minSize, align: 'center', valign: 'middle', ...rest })

const text =
  (layer: FaceElement['layer']) =>
  (words: string, at: Box, style: TextStyle): FaceElement => ({
    kind: 'text',
    layer,
    text: words,
    box: at,
    style,
  })

/** Words that the blank paper bears already. */
export const preprinted = text('preprinted')

/** Words that are written for each licence. */
export const filled = text('filled')
