import { crc32, deflateSync } from 'node:zlib'
import { concatBytes, utf8 } from '../../../shared/kernel/bytes.ts'

/** Red, green, blue and opacity of a point, 0…255 each; `u` and `v` run from −1 to 1 over the picture. */
type Paint = (u: number, v: number) => readonly [r: number, g: number, b: number, a: number]

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(12 + data.length)
  out.writeUInt32BE(data.length, 0)
  out.set(utf8(type), 4)
  out.set(data, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
  return out
}

/** A PNG of 8 bits a channel, RGB or RGBA, painted point by point. */
function paintedPng(width: number, height: number, alpha: boolean, paint: Paint): Uint8Array {
  const channels = alpha ? 4 : 3
  const rows = Buffer.alloc(height * (1 + width * channels))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const point = paint((2 * x) / width - 1, (2 * y) / height - 1)
      rows.set(point.slice(0, channels), y * (1 + width * channels) + 1 + x * channels)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, alpha ? 6 : 2, 0, 0, 0], 8)
  return concatBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}

/** Grain as a camera leaves it, the same at every run: without it the picture is smaller than the kinds take. */
function createGrain(): () => number {
  let state = 20_260_301
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 28
  }
}

/** An identity photo drawn by sums: a head before a wall; `alpha` makes the wall half transparent. */
export function drawnPhoto(width: number, height: number, alpha: boolean): Uint8Array {
  const grain = createGrain()
  return paintedPng(width, height, alpha, (u, v) => {
    const head = u * u + (v + 0.2) ** 2 * 1.2 < 0.3 || (v > 0.4 && Math.abs(u) < v)
    const g = grain()
    return head ? [200 + g, 165 + g, 135 + g, 255] : [225 + g, 228 + g, 232 + g, alpha ? 128 : 255]
  })
}

/** Distance from the edge of a five-pointed star, one point up; positive inside. */
function starDepth(u: number, v: number, radius: number): number {
  const turn = (2 * Math.PI) / 5
  const angle = Math.atan2(u, -v)
  const folded = Math.abs(angle - turn * Math.round(angle / turn))
  const length = Math.hypot(u, v)
  const tip = radius * Math.cos(turn)
  return tip - length * Math.cos(turn - folded)
}

/** 0 outside, 255 inside, smooth at the edge. */
const edge = (depth: number): number => Math.round(255 * Math.min(1, Math.max(0, depth * 90 + 0.5)))

/** A round seal on a transparent ground: ring and star. */
export const drawnSeal = (): Uint8Array =>
  paintedPng(480, 480, true, (u, v) => {
    const ring = 0.035 - Math.abs(Math.hypot(u, v) - 0.93)
    return [200, 22, 29, Math.max(edge(ring), edge(starDepth(u, v, 0.42)))]
  })

/** Stands for the emblem that an office supplies: a golden disc with a red star, transparent around it. */
export const drawnEmblem = (): Uint8Array =>
  paintedPng(400, 400, true, (u, v) => {
    const star = starDepth(u, v + 0.05, 0.6) > 0
    return [star ? 190 : 214, star ? 30 : 170, star ? 35 : 60, edge(0.95 - Math.hypot(u, v))]
  })
