import { type Box, type Colour } from '../../../shared/domain/face/face.ts'
import { tint } from '../colour.ts'
import { addMotif, type Motif } from './motifs.ts'
import { type Drawing, type Point } from './path.ts'

/** Draws one frame pattern inside a box. */
export type FramePattern = (drawing: Drawing, box: Box, colour: Colour) => void

const inset = (box: Box, by: number): Box => ({
  x: box.x + by,
  y: box.y + by,
  width: box.width - 2 * by,
  height: box.height - 2 * by,
})

function rule(drawing: Drawing, box: Box, colour: Colour, width: number): void {
  drawing.stroke(colour, width).rect(box.x, box.y, box.width, box.height).paintStroke()
}

/** The area between two boxes. */
function band(drawing: Drawing, outer: Box, inner: Box, colour: Colour): void {
  drawing
    .fill(colour)
    .rect(outer.x, outer.y, outer.width, outer.height)
    .rect(inner.x, inner.y, inner.width, inner.height)
    .paintEvenOdd()
}

interface Tile {
  readonly at: Point
  readonly index: number
  readonly count: number
}

/** Squares along the four sides of a band of width `size`, corners apart. `index` counts from the corner on each side. */
function tilesOf(box: Box, size: number): { corners: Point[]; sides: Tile[] } {
  // An odd number, so that both ends of a side look alike.
  const odd = (length: number): number => 2 * Math.round((length / size - 1) / 2) + 1
  const countX = odd(box.width - 2 * size)
  const countY = odd(box.height - 2 * size)
  const [stepX, stepY] = [(box.width - 2 * size) / countX, (box.height - 2 * size) / countY]
  const right = box.x + box.width - size
  const bottom = box.y + box.height - size
  const sides: Tile[] = []
  for (let i = 0; i < countX; i++) {
    const x = box.x + size + i * stepX + (stepX - size) / 2
    sides.push({ at: [x, box.y], index: i, count: countX }, { at: [x, bottom], index: i, count: countX })
  }
  for (let i = 0; i < countY; i++) {
    const y = box.y + size + i * stepY + (stepY - size) / 2
    sides.push({ at: [box.x, y], index: i, count: countY }, { at: [right, y], index: i, count: countY })
  }
  const corners: Point[] = [
    [box.x, box.y],
    [right, box.y],
    [box.x, bottom],
    [right, bottom],
  ]
  return { corners, sides }
}

const WENHUA_TILE = 9.5

/** Lattice, 文, lattice, 化 …, the same from both ends of a side. */
function wenhuaMotif(index: number, count: number): Motif {
  const fromEnd = Math.min(index, count - 1 - index)
  if (fromEnd % 2 === 0) return 'lattice'
  return index % 4 === 1 ? 'wen' : 'hua'
}

/** Frame of the culture series: seal-script 文化 and window lattice between gold rules. */
const wenhua: FramePattern = (drawing, box, colour) => {
  const tiles = inset(box, 2.2)
  const inner = inset(tiles, WENHUA_TILE)
  band(drawing, inset(box, 1.5), inset(inner, -0.7), tint(colour, 0.14))
  rule(drawing, inset(box, 0.5), colour, 1)
  rule(drawing, inset(box, 1.5), colour, 0.25)
  rule(drawing, inset(inner, -0.7), colour, 0.25)
  rule(drawing, inset(inner, 0.3), colour, 0.6)
  const { corners, sides } = tilesOf(tiles, WENHUA_TILE)
  const place = (motif: Motif, [x, y]: Point, margin: number): void =>
    addMotif(drawing, motif, x + margin, y + margin, WENHUA_TILE - 2 * margin)
  drawing.stroke(colour, 0.32, 'square')
  for (const { at, index, count } of sides) {
    const motif = wenhuaMotif(index, count)
    if (motif === 'lattice') place(motif, at, 0.5)
    else drawing.rect(at[0] + 0.5, at[1] + 0.5, WENHUA_TILE - 1, WENHUA_TILE - 1)
  }
  drawing.paintStroke().stroke(colour, 0.78, 'round')
  for (const { at, index, count } of sides) {
    const motif = wenhuaMotif(index, count)
    if (motif !== 'lattice') place(motif, at, 1.35)
  }
  drawing.paintStroke().stroke(colour, 0.7, 'square')
  for (const at of corners) place('fret', at, 0.6)
  drawing.paintStroke()
}

const MEANDER_TILE = 7

/** Squared spirals between rules (回纹). */
const meander: FramePattern = (drawing, box, colour) => {
  const tiles = inset(box, 2)
  const inner = inset(tiles, MEANDER_TILE)
  rule(drawing, inset(box, 0.5), colour, 1)
  rule(drawing, inset(box, 1.4), colour, 0.25)
  rule(drawing, inset(inner, -0.6), colour, 0.25)
  rule(drawing, inset(inner, 0.4), colour, 0.6)
  const { corners, sides } = tilesOf(tiles, MEANDER_TILE)
  drawing.stroke(tint(colour, 0.85), 0.6, 'square')
  for (const { at } of sides) addMotif(drawing, 'fret', at[0] + 0.4, at[1] + 0.4, MEANDER_TILE - 0.8)
  drawing.paintStroke().stroke(colour, 0.45, 'square')
  for (const [x, y] of corners) addMotif(drawing, 'lattice', x, y, MEANDER_TILE)
  drawing.paintStroke()
}

const WAVE = 7
const GUILLOCHE_BAND = 8

/** Interlaced waves along one side; `at` turns (along, across) into a point. */
function waves(drawing: Drawing, length: number, at: (along: number, across: number) => Point): void {
  const halves = Math.round(length / WAVE) * 2
  const step = length / halves
  for (const [amplitude, phase] of [
    [3.4, 1],
    [3.4, -1],
    [2, 1],
    [2, -1],
  ] as const) {
    for (let i = 0; i < halves; i++) {
      const from = (i % 2 === 0 ? amplitude : -amplitude) * phase
      const x = i * step
      drawing.curve(
        at(x, from),
        at(x + 0.3642 * step, from),
        at(x + 0.6358 * step, -from),
        at(x + step, -from),
      )
    }
  }
}

/** A rosette of circles. */
function rosette(drawing: Drawing, [x, y]: Point, radius: number, petals: number): void {
  for (let i = 0; i < petals; i++) {
    const angle = (2 * Math.PI * i) / petals
    drawing.circle([x + (radius / 2) * Math.cos(angle), y + (radius / 2) * Math.sin(angle)], radius / 2)
  }
}

/** Interlaced waves with rosettes at the corners (扭索纹). */
const guilloche: FramePattern = (drawing, box, colour) => {
  const half = GUILLOCHE_BAND / 2
  const outer = inset(box, 1.6)
  rule(drawing, inset(box, 0.4), colour, 0.8)
  rule(drawing, inset(box, 1.2), colour, 0.2)
  rule(drawing, inset(outer, GUILLOCHE_BAND + 0.4), colour, 0.2)
  rule(drawing, inset(outer, GUILLOCHE_BAND + 1.2), colour, 0.5)
  const { x, y, width, height } = outer
  const long = width - 2 * GUILLOCHE_BAND
  const high = height - 2 * GUILLOCHE_BAND
  drawing.stroke(tint(colour, 0.8), 0.22, 'round')
  waves(drawing, long, (u, v) => [x + GUILLOCHE_BAND + u, y + half + v])
  waves(drawing, long, (u, v) => [x + GUILLOCHE_BAND + u, y + height - half + v])
  waves(drawing, high, (u, v) => [x + half + v, y + GUILLOCHE_BAND + u])
  waves(drawing, high, (u, v) => [x + width - half + v, y + GUILLOCHE_BAND + u])
  drawing.paintStroke().stroke(colour, 0.22)
  for (const cx of [x + half, x + width - half]) {
    for (const cy of [y + half, y + height - half]) rosette(drawing, [cx, cy], half - 0.2, 12)
  }
  drawing.paintStroke()
}

/** Two plain rules, for cards. */
const plain: FramePattern = (drawing, box, colour) => {
  drawing.stroke(colour, 0.5).roundRect(box.x, box.y, box.width, box.height, 2).paintStroke()
  const inner = inset(box, 0.9)
  drawing.stroke(colour, 0.15).roundRect(inner.x, inner.y, inner.width, inner.height, 1.4).paintStroke()
}

export const FRAMES: Readonly<Record<string, FramePattern>> = { wenhua, meander, guilloche, plain }
