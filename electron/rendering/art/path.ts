import { type Colour } from '../../../shared/domain/face/face.ts'
import { fillColour, strokeColour } from '../colour.ts'

/** Point in millimetres from the left and the top. */
export type Point = readonly [number, number]

/** Points of PDF per millimetre. */
export const POINTS = 72 / 25.4

/** Shortest decimal with micrometre precision. */
export const num = (v: number): string => String(Math.round(v * 1000) / 1000 || 0)

const xy = ([x, y]: Point): string => `${num(x)} ${num(y)}`

/** Circle's control distance for four Bézier quarters. */
const KAPPA = 0.5522847498

/** Collects PDF path operators in millimetres, y downwards; `page` gives the matrix that turns them into points. */
export class Drawing {
  private readonly parts: string[] = []

  raw(operators: string): this {
    this.parts.push(operators)
    return this
  }

  stroke(colour: Colour, width: number, cap: 'butt' | 'round' | 'square' = 'butt'): this {
    const style = cap === 'round' ? '1 J 1 j' : cap === 'square' ? '2 J 0 j' : '0 J 0 j'
    return this.raw(`${strokeColour(colour)}${num(width)} w ${style}\n`)
  }

  fill(colour: Colour): this {
    return this.raw(fillColour(colour))
  }

  line(points: readonly Point[], close = false): this {
    const [first, ...rest] = points
    if (!first) return this
    return this.raw(`${xy(first)} m ${rest.map(p => `${xy(p)} l`).join(' ')}${close ? ' h' : ''}\n`)
  }

  curve(from: Point, a: Point, b: Point, to: Point): this {
    return this.raw(`${xy(from)} m ${xy(a)} ${xy(b)} ${xy(to)} c\n`)
  }

  rect(x: number, y: number, width: number, height: number): this {
    return this.raw(`${num(x)} ${num(y)} ${num(width)} ${num(height)} re\n`)
  }

  circle([x, y]: Point, r: number): this {
    const k = KAPPA * r
    return this.raw(
      `${xy([x + r, y])} m ${xy([x + r, y + k])} ${xy([x + k, y + r])} ${xy([x, y + r])} c ` +
        `${xy([x - k, y + r])} ${xy([x - r, y + k])} ${xy([x - r, y])} c ` +
        `${xy([x - r, y - k])} ${xy([x - k, y - r])} ${xy([x, y - r])} c ` +
        `${xy([x + k, y - r])} ${xy([x + r, y - k])} ${xy([x + r, y])} c h\n`,
    )
  }

  roundRect(x: number, y: number, width: number, height: number, r: number): this {
    const k = r * (1 - KAPPA)
    const [right, bottom] = [x + width, y + height]
    return this.raw(
      `${xy([x + r, y])} m ${xy([right - r, y])} l ` +
        `${xy([right - k, y])} ${xy([right, y + k])} ${xy([right, y + r])} c ${xy([right, bottom - r])} l ` +
        `${xy([right, bottom - k])} ${xy([right - k, bottom])} ${xy([right - r, bottom])} c ${xy([x + r, bottom])} l ` +
        `${xy([x + k, bottom])} ${xy([x, bottom - k])} ${xy([x, bottom - r])} c ${xy([x, y + r])} l ` +
        `${xy([x, y + k])} ${xy([x + k, y])} ${xy([x + r, y])} c h\n`,
    )
  }

  paintStroke(): this {
    return this.raw('S\n')
  }

  paintFill(): this {
    return this.raw('f\n')
  }

  paintEvenOdd(): this {
    return this.raw('f*\n')
  }

  /** Keeps what follows, up to `end`, inside the current path. */
  clip(): this {
    return this.raw('W n\n')
  }

  begin(): this {
    return this.raw('q\n')
  }

  end(): this {
    return this.raw('Q\n')
  }

  get operators(): string {
    return this.parts.join('')
  }
}

/** Operators drawn in millimetres on a page of that height. */
export const inMillimetres = (operators: string, pageHeight: number): string =>
  operators === ''
    ? ''
    : `q ${num(POINTS)} 0 0 ${num(-POINTS)} 0 ${num(pageHeight * POINTS)} cm\n${operators}Q\n`
