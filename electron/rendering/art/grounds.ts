import { type Box, type Colour } from '../../../shared/domain/face/face.ts'
import { type Drawing } from './path.ts'

/** Draws one ground pattern inside a box; the caller has clipped to the box. */
export type GroundPattern = (drawing: Drawing, box: Box, colour: Colour) => void

/** Cells of about `size`, as many as fit the box evenly. */
function cells(box: Box, size: number, draw: (x: number, y: number, w: number, h: number) => void): void {
  const columns = Math.max(1, Math.round(box.width / size))
  const rows = Math.max(1, Math.round(box.height / size))
  const [w, h] = [box.width / columns, box.height / rows]
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) draw(box.x + c * w, box.y + r * h, w, h)
}

/** Window lattice (套方锦): squares held by bars, small squares where four cells meet. */
const lattice: GroundPattern = (drawing, box, colour) => {
  drawing.stroke(colour, 0.3, 'square')
  cells(box, 13, (x, y, w, h) => {
    const at = (u: number, v: number): [number, number] => [x + u * w, y + v * h]
    drawing.line([at(0.24, 0.24), at(0.76, 0.24), at(0.76, 0.76), at(0.24, 0.76)], true)
    drawing.line([at(0.38, 0.38), at(0.62, 0.38), at(0.62, 0.62), at(0.38, 0.62)], true)
    for (const s of [0.38, 0.62]) {
      drawing.line([at(s, 0), at(s, 0.38)]).line([at(s, 0.62), at(s, 1)])
      drawing.line([at(0, s), at(0.38, s)]).line([at(0.62, s), at(1, s)])
    }
    for (const [u, v] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const [du, dv] = [u === 0 ? 0.12 : -0.12, v === 0 ? 0.12 : -0.12]
      drawing.line([at(u + du, v), at(u + du, v + dv), at(u, v + dv)])
    }
  })
  drawing.paintStroke()
}

/** Overlapping arcs like water (海水纹). */
const waves: GroundPattern = (drawing, box, colour) => {
  drawing.stroke(colour, 0.22)
  const size = 12
  const rise = size / 2
  const columns = Math.ceil(box.width / size) + 1
  const rows = Math.ceil(box.height / (rise / 1)) + 2
  for (let r = 0; r < rows; r++) {
    for (let c = -1; c < columns; c++) {
      const x = box.x + c * size + (r % 2 === 0 ? 0 : size / 2)
      const y = box.y + r * rise
      for (const radius of [rise * 0.95, rise * 0.68, rise * 0.41]) {
        const k = 0.5522847498 * radius
        const middle = x + size / 2
        drawing.curve(
          [middle - radius, y],
          [middle - radius, y - k],
          [middle - k, y - radius],
          [middle, y - radius],
        )
        drawing.curve(
          [middle, y - radius],
          [middle + k, y - radius],
          [middle + radius, y - k],
          [middle + radius, y],
        )
      }
    }
  }
  drawing.paintStroke()
}

/** One great rosette of interlaced circles in the middle, fine concentric waves round it. */
const rosette: GroundPattern = (drawing, box, colour) => {
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2]
  const reach = Math.min(box.width, box.height) / 2
  drawing.stroke(colour, 0.25)
  for (const [offset, radius, count] of [
    [reach * 0.42, reach * 0.5, 36],
    [reach * 0.2, reach * 0.26, 24],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count
      drawing.circle([cx + offset * Math.cos(angle), cy + offset * Math.sin(angle)], radius)
    }
  }
  drawing.paintStroke()
}

export const GROUNDS: Readonly<Record<string, GroundPattern>> = { lattice, waves, rosette }
