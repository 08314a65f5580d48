import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { type TestPageRequest } from '../../ports/print-pages.ts'
import { POINTS } from './fit-pages.ts'
import { testMarks } from './test-marks.ts'

/** Draws the marks that are measured onto a test page. */
export async function drawMarks(pdf: Uint8Array, request: TestPageRequest): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const page = document.getPage(0)
  const top = page.getHeight()
  for (const { from, to, width } of testMarks(request.paper)) {
    page.drawLine({
      start: { x: from[0] * POINTS, y: top - from[1] * POINTS },
      end: { x: to[0] * POINTS, y: top - to[1] * POINTS },
      thickness: width * POINTS,
      color: rgb(0, 0, 0),
    })
  }
  return document.save({ useObjectStreams: false })
}
