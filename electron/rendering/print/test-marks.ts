import { TEST_PAPERS, type TestPaper, type TestPaperId } from '../../../shared/domain/printer.ts'

/** A stroke in millimetres from the upper left corner. */
export interface Stroke {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
  readonly width: number
}

const THIN = 0.1
const BOLD = 0.2

const stroke = (x1: number, y1: number, x2: number, y2: number, width = THIN): Stroke => ({
  from: [x1, y1],
  to: [x2, y2],
  width,
})

const square = (x: number, y: number, side: number): readonly Stroke[] => [
  stroke(x, y, x + side, y, BOLD),
  stroke(x, y + side, x + side, y + side, BOLD),
  stroke(x, y, x, y + side, BOLD),
  stroke(x + side, y, x + side, y + side, BOLD),
]

/** A tick at each millimetre, longer at fives and tens. */
const ticks = (length: number): readonly (readonly [at: number, deep: number])[] =>
  Array.from({ length: length + 1 }, (_, mm) => [mm, mm % 10 === 0 ? 4 : mm % 5 === 0 ? 3 : 2])

/** From the sheet's left and top edge to beyond the square, along its upper and left side. */
function rulers({ inset, square: side }: TestPaper): readonly Stroke[] {
  return ticks(inset + side).flatMap(([mm, deep]) => [
    stroke(mm, inset, mm, inset - deep),
    stroke(inset, mm, inset - deep, mm),
  ])
}

/** A cross near each corner, all four equally far from their edges. */
function corners({ width, height, inset }: TestPaper): readonly Stroke[] {
  const arm = inset / 4
  return [inset / 2, width - inset / 2].flatMap(x =>
    [inset / 2, height - inset / 2].flatMap(y => [
      stroke(x - arm, y, x + arm, y, BOLD),
      stroke(x, y - arm, x, y + arm, BOLD),
    ]),
  )
}

/** All strokes of a test page: the square to measure, its like in the opposite corner where there is room, rulers, crosses. */
export function testMarks(id: TestPaperId): readonly Stroke[] {
  const paper = TEST_PAPERS[id]
  const { width, height, inset, square: side } = paper
  const far = square(width - inset - side, height - inset - side, side)
  const roomy = height >= 2 * (side + inset) || width >= 2 * (side + inset)
  return [...square(inset, inset, side), ...(roomy ? far : []), ...rulers(paper), ...corners(paper)]
}
