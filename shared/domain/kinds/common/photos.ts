import { type Source } from '../../source.ts'
import { type PhotoRule } from '../kind.ts'

/** 2 寸白底, as guides hand it in. */
export const twoInchPhoto = (source: Source): PhotoRule => ({
  widthPx: 413,
  heightPx: 626,
  ratioTolerance: 0.05,
  minBytes: 51_200,
  maxBytes: 2_097_152,
  formats: ['jpeg', 'png', 'bmp'],
  source,
})
