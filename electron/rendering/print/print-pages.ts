import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import { ok } from '../../../shared/kernel/result.ts'
import { type FaceRenderer } from '../../ports/face-renderer.ts'
import { type PrintPages, type TestPageRequest } from '../../ports/print-pages.ts'
import { fitPages, POINTS } from './fit-pages.ts'
import { testFace } from './test-face.ts'
import { testMarks } from './test-marks.ts'

async function withMarks(pdf: Uint8Array, request: TestPageRequest): Promise<Uint8Array> {
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

/** Makes documents into what printers are sent; the words of a test page are drawn by the renderer of faces. */
export function createPrintPages(renderer: FaceRenderer): PrintPages {
  return {
    fit: fitPages,
    async testPage(request) {
      const drawn = await renderer.render({
        face: testFace(request),
        values: {},
        purpose: 'print',
        qrText: '-',
        sealText: '',
        specimen: false,
        title: '打印测试页',
        author: '',
        subject: 'Printer test page',
        metadata: [],
        createdAt: request.at,
      })
      return drawn.ok ? ok(await withMarks(drawn.value.bytes, request)) : drawn
    },
  }
}
