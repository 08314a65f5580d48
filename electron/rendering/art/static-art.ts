import { deflateSync } from 'node:zlib'
import { type FaceElement, type FacePage } from '../../../shared/domain/face/face.ts'
import { tint } from '../colour.ts'
import { FRAMES } from './frames.ts'
import { GROUNDS } from './grounds.ts'
import { Drawing, inMillimetres } from './path.ts'

/** Art that is the same on every licence of a face: a compressed content stream in points. */
export interface StaticArt {
  readonly compressed: Uint8Array
}

const STATIC_KINDS = new Set<FaceElement['kind']>(['frame', 'ground', 'line', 'fill'])

/** Whether an element looks the same whatever the licence says. */
export const isStatic = (element: FaceElement): boolean =>
  STATIC_KINDS.has(element.kind) && !('when' in element && element.when !== undefined)

/** Draws one element of the static kinds. @throws RangeError for a pattern that does not exist */
export function drawArt(drawing: Drawing, element: FaceElement): void {
  switch (element.kind) {
    case 'frame': {
      const pattern = FRAMES[element.pattern]
      if (!pattern) throw new RangeError(`no frame pattern ${element.pattern}`)
      pattern(drawing, element.box, element.colour)
      return
    }
    case 'ground': {
      const pattern = GROUNDS[element.pattern]
      if (!pattern) throw new RangeError(`no ground pattern ${element.pattern}`)
      const { x, y, width, height } = element.box
      drawing.begin().rect(x, y, width, height).clip()
      pattern(drawing, element.box, element.colour)
      drawing.end()
      return
    }
    case 'line':
      drawing.stroke(element.colour, element.width).line([element.from, element.to]).paintStroke()
      return
    case 'fill': {
      const { x, y, width, height } = element.box
      drawing.fill(element.colour)
      if (element.radius) drawing.roundRect(x, y, width, height, element.radius)
      else drawing.rect(x, y, width, height)
      drawing.paintFill()
      return
    }
    default:
      return
  }
}

const GOLD = { c: 0, m: 14, y: 100, k: 0 }
const RED = { c: 0, m: 100, y: 100, k: 0 }
const PALE_GOLD = tint(GOLD, 0.8)

/** A plain ring where the office has no picture of the emblem: the program ships none. */
export function drawEmblemRing(drawing: Drawing, element: Extract<FaceElement, { kind: 'emblem' }>): void {
  const { x, y, width, height } = element.box
  const r = Math.min(width, height) / 2
  const centre = [x + width / 2, y + height / 2] as const
  drawing
    .stroke(GOLD, r * 0.1)
    .circle(centre, r * 0.94)
    .paintStroke()
  drawing
    .stroke(RED, r * 0.05)
    .circle(centre, r * 0.82)
    .paintStroke()
  drawing
    .stroke(PALE_GOLD, r * 0.03)
    .circle(centre, r * 0.74)
    .paintStroke()
}

const cache = new WeakMap<readonly FaceElement[], StaticArt>()

/** Compresses a run of static elements; the caller passes the same array each time, so that it is drawn once only. */
export function staticArt(elements: readonly FaceElement[], page: FacePage): StaticArt {
  let art = cache.get(elements)
  if (!art) {
    const drawing = new Drawing()
    for (const element of elements) drawArt(drawing, element)
    art = {
      compressed: deflateSync(Buffer.from(inMillimetres(drawing.operators, page.height), 'latin1'), {
        level: 9,
      }),
    }
    cache.set(elements, art)
  }
  return art
}
