import { ok } from '../../../shared/kernel/result.ts'
import { type FaceRenderer } from '../../ports/face-renderer.ts'
import { type PrintPages } from '../../ports/print-pages.ts'
import { testFace } from './test-face.ts'

/** Makes documents into what printers are sent; the words of a test page are drawn by the renderer of faces. */
export function createPrintPages(renderer: FaceRenderer): PrintPages {
  return {
    // The PDF library is read when it is first needed, not at the program's start.
    fit: async (pdf, setting) => (await import('./fit-pages.ts')).fitPages(pdf, setting),
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
      if (!drawn.ok) return drawn
      const { drawMarks } = await import('./draw-marks.ts')
      return ok(await drawMarks(drawn.value.bytes, request))
    },
  }
}
