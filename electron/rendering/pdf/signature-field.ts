import { PDFString, type PDFContext, type PDFRef } from '@cantoo/pdf-lib'
import { millisOf } from '../../../shared/kernel/instant.ts'
import { type SignaturePlace } from '../../ports/face-renderer.ts'
import { written, Recorded, textString } from './values.ts'

/** `D:20260301010203Z` */
export const pdfDate = (millis: number): string =>
  `D:${new Date(millis).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`

const DIGITS = 10
const pad = (n: number): string => String(n).padStart(DIGITS, '0')
const byteRangeText = (a: number, b: number, c: number): string => `[0 ${pad(a)} ${pad(b)} ${pad(c)}]`

const MAX_RESERVED = 128 * 1024

/** A certification signature that waits for its CMS container. */
export interface SignatureField {
  readonly widget: PDFRef
  readonly signature: PDFRef
  /** Writes ByteRange into the finished file and tells where the container goes. */
  finish(file: Uint8Array): { readonly start: number; readonly end: number }
}

/** The signature dictionary of a certification that permits no change. */
function signatureDictionary(
  context: PDFContext,
  place: SignaturePlace,
  byteRange: Recorded,
  contents: Recorded,
): PDFRef {
  return context.register(
    written({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: byteRange,
      Contents: contents,
      // No DigestMethod: PDF/A-2 forbids it here (ISO 19005-2, 6.1.12).
      Reference: [
        {
          Type: 'SigRef',
          TransformMethod: 'DocMDP',
          TransformParams: { Type: 'TransformParams', P: 1, V: '1.2' },
        },
      ],
      M: PDFString.of(pdfDate(millisOf(place.signedAt))),
      Name: textString(place.signerName),
      Reason: textString(place.reason),
      Location: textString(place.location),
    }),
  )
}

/** Print and Locked (ISO 32000-1, table 165). */
const WIDGET_FLAGS = 4 | 128

/**
 * Adds the signature and its field, which shows `appearance` at `rect` of the page.
 * @throws RangeError when the container would be larger than any real one
 */
export function addSignatureField(
  context: PDFContext,
  place: SignaturePlace,
  page: PDFRef,
  rect: readonly number[],
  appearance: PDFRef,
): SignatureField {
  if (place.reservedBytes < 1 || place.reservedBytes > MAX_RESERVED) throw new RangeError('reservedBytes')
  const contents = new Recorded(`<${'0'.repeat(2 * place.reservedBytes)}>`)
  const byteRange = new Recorded(byteRangeText(0, 0, 0))
  const signature = signatureDictionary(context, place, byteRange, contents)
  const widget = context.register(
    written({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: textString(place.fieldName),
      V: signature,
      F: WIDGET_FLAGS,
      Rect: rect,
      P: page,
      AP: { N: appearance },
    }),
  )
  return {
    widget,
    signature,
    finish(file) {
      byteRange.overwrite(file, byteRangeText(contents.start, contents.end, file.length - contents.end))
      return { start: contents.start, end: contents.end }
    },
  }
}
