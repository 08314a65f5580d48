import { type FaceDefinition, type FaceElement } from '../../../shared/domain/face/face.ts'
import { TEST_PAPERS } from '../../../shared/domain/printer.ts'
import { type TestPageRequest } from '../../ports/print-pages.ts'

const percent = (scale: number): string => `${(scale * 100).toFixed(2)}%`

function legend({ paper, printer, setting, at }: TestPageRequest): readonly string[] {
  const { width, height, inset, square } = TEST_PAPERS[paper]
  return [
    '打印测试页 · Printer test page',
    printer,
    `${at.slice(0, 10)} · ${width} × ${height} mm`,
    `已用校正 Setting: X ${setting.shiftX} mm, Y ${setting.shiftY} mm`,
    `${percent(setting.scaleX)} × ${percent(setting.scaleY)}`,
    `方框应宽 ${square} mm、高 ${square} mm`,
    `方框距纸左边、上边各应为 ${inset} mm`,
    `The square is ${square} mm wide and high,`,
    `${inset} mm from the left and the top edge.`,
  ]
}

/** The words of a test page, inside its square; the marks are drawn over it. */
export function testFace(request: TestPageRequest): FaceDefinition {
  const { width, height, inset, square } = TEST_PAPERS[request.paper]
  const size = square / 26
  const elements = legend(request).map((text, i): FaceElement => ({
    kind: 'text',
    layer: 'filled',
    text: text.replaceAll(/[{}]/g, ''),
    box: {
      x: inset + square * 0.06,
      y: inset + square * (0.06 + i * 0.1),
      width: square * 0.88,
      height: square * 0.1,
    },
    style: { font: 'hei', size, minSize: size / 4, align: 'left', valign: 'middle' },
  }))
  return {
    id: `test-page-${request.paper}`,
    emptyText: '',
    source: { mark: 'default', ref: 'test page of this program' },
    pages: [{ copy: 'single', width, height, elements }],
  }
}
