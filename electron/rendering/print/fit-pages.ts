import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib'
import { type PrinterSetting } from '../../../shared/domain/printer.ts'
import { type PrintSheet } from '../../ports/print-pages.ts'

export const POINTS = 72 / 25.4

type Matrix = readonly [number, number, number, number, number, number]

/** First `a`, then `b`. */
const then = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
]

interface Size {
  readonly width: number
  readonly height: number
}

const millimetres = (points: number): number => Number((points / POINTS).toFixed(2))

/** Where a page lands on its upright sheet (points, from below): turned clockwise if it lies, scaled from above, shifted. */
function placing(page: Size, sheet: Size, setting: PrinterSetting): Matrix {
  const upright: Matrix = page.width > page.height ? [0, -1, 1, 0, 0, page.width] : [1, 0, 0, 1, 0, 0]
  const { scaleX, scaleY } = setting
  return then(upright, [
    scaleX,
    0,
    0,
    scaleY,
    setting.shiftX * POINTS,
    sheet.height * (1 - scaleY) - setting.shiftY * POINTS,
  ])
}

/** See `PrintPages.fit`. @throws when the pages have several sizes: that is no face of ours */
export async function fitPages(pdf: Uint8Array, setting: PrinterSetting): Promise<PrintSheet> {
  const source = await PDFDocument.load(pdf, { updateMetadata: false })
  const target = await PDFDocument.create({ updateMetadata: false })
  const embedded = await target.embedPages(source.getPages())
  const [first] = embedded
  if (!first || embedded.some(page => page.width !== first.width || page.height !== first.height))
    throw new Error('a document for the printer has pages of one size')
  const sheet: Size = {
    width: Math.min(first.width, first.height),
    height: Math.max(first.width, first.height),
  }
  for (const face of embedded) {
    const page = target.addPage([sheet.width, sheet.height])
    const name = page.node.newXObject('Face', face.ref)
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(...placing(face, sheet, setting)),
      drawObject(name),
      popGraphicsState(),
    )
  }
  const { width, height } = sheet
  return {
    pdf: await target.save({ useObjectStreams: false }),
    paper: { width: millimetres(width), height: millimetres(height) },
  }
}
