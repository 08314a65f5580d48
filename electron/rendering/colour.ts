import { type Colour } from '../../shared/domain/face/face.ts'

type Rgb = readonly [number, number, number]

/**
 * sRGB of the sixteen solid overprints of coated offset (ISO 12647-2, FOGRA39 characterisation, rounded), in the order of the bits
 * C=1, M=2, Y=4, K=8.
 */
const PRIMARIES: readonly Rgb[] = [
  [255, 255, 255],
  [0, 158, 224],
  [230, 0, 126],
  [49, 39, 131],
  [255, 237, 0],
  [0, 150, 64],
  [227, 6, 19],
  [54, 52, 50],
  [29, 29, 27],
  [8, 24, 32],
  [30, 6, 16],
  [14, 10, 22],
  [30, 28, 8],
  [6, 22, 14],
  [28, 6, 6],
  [8, 8, 8],
]

/** Yule-Nielsen factor: how far light spreads between the dots. */
const N = 2

const toLinear = (v: number): number => {
  const c = v / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

const toGamma = (v: number): number => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)

/** What a CMYK value (percent) looks like on coated paper: Neugebauer's model with the Yule-Nielsen correction. */
function cmykToRgb(c: number, m: number, y: number, k: number): Rgb {
  const inks = [c, m, y, k].map(v => Math.min(1, Math.max(0, v / 100)))
  const sum = [0, 0, 0]
  PRIMARIES.forEach((primary, bits) => {
    const weight = inks.reduce((w, ink, i) => w * ((bits >> i) & 1 ? ink : 1 - ink), 1)
    primary.forEach((v, i) => (sum[i] = (sum[i] ?? 0) + weight * toLinear(v) ** (1 / N)))
  })
  const [r = 0, g = 0, b = 0] = sum.map(v => toGamma(v ** N))
  return [r, g, b]
}

/** Components from 0 to 1. @throws on a colour that is neither `#rrggbb` nor CMYK: the face is checked before. */
export function rgbOf(colour: Colour): Rgb {
  if (typeof colour !== 'string') return cmykToRgb(colour.c, colour.m, colour.y, colour.k)
  const m = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (!m) throw new RangeError(`not a colour: ${colour}`)
  const part = (i: number): number => Number.parseInt(m[i] ?? '0', 16) / 255
  return [part(1), part(2), part(3)]
}

/** Mixes a colour with white: 0 is white, 1 the colour itself. Tints are opaque, so nothing needs transparency. */
export function tint(colour: Colour, amount: number): Colour {
  const hex = rgbOf(colour).map(v =>
    Math.round(255 * (1 - amount * (1 - v)))
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${hex.join('')}`
}

/** Operands by colour: a page names the same few colours hundreds of times. */
const operands = new Map<Colour, string>()
const MAX_KEPT = 500

function operand(colour: Colour): string {
  let text = operands.get(colour)
  if (text === undefined) {
    text = rgbOf(colour)
      .map(v => Math.round(v * 1000) / 1000)
      .join(' ')
    if (operands.size >= MAX_KEPT) operands.clear()
    operands.set(colour, text)
  }
  return text
}

/** PDF operators that set the fill and the stroke colour. */
export const fillColour = (colour: Colour): string => `${operand(colour)} rg\n`
export const strokeColour = (colour: Colour): string => `${operand(colour)} RG\n`
