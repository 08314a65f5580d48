import { type PDFContext, type PDFRef } from '@cantoo/pdf-lib'
import { type Picture } from '../images/picture.ts'
import { addStream } from './values.ts'

/** Adds the picture to a document. */
export function embedPicture(context: PDFContext, picture: Picture): PDFRef {
  const size = { Width: picture.columns, Height: picture.rows, BitsPerComponent: 8 }
  const mask = picture.alpha
    ? addStream(
        context,
        picture.alpha,
        { Type: 'XObject', Subtype: 'Image', ColorSpace: 'DeviceGray', ...size },
        true,
      )
    : undefined
  return addStream(
    context,
    picture.data,
    {
      Type: 'XObject',
      Subtype: 'Image',
      ColorSpace: picture.grey ? 'DeviceGray' : 'DeviceRGB',
      ...size,
      ...(mask ? { SMask: mask } : {}),
      Filter: picture.filter,
    },
    true,
  )
}
