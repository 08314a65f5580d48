import { type Drawing, type Point } from './path.ts'

/** Places a motif's grid (10 × 10) on the page. */
type Place = (x: number, y: number) => Point

const placer =
  (x: number, y: number, size: number): Place =>
  (u, v) => [x + (u * size) / 10, y + (v * size) / 10]

/** Strokes of a motif: polylines where they have two or more points, cubic curves where they have four and `curve` is set. */
interface Stroke {
  readonly curve: boolean
  readonly points: readonly Point[]
}

const bend = (...points: readonly Point[]): Stroke => ({ curve: true, points })
const straight = (...points: readonly Point[]): Stroke => ({ curve: false, points })

const mirrored = (stroke: Stroke): readonly Stroke[] => [
  stroke,
  { curve: stroke.curve, points: stroke.points.map(([x, y]): Point => [10 - x, y]) },
]

/** 文 after the small seal script: a stem, a domed roof, two legs that cross and turn outwards. Our own drawing. */
const WEN: readonly Stroke[] = [
  straight([5, 0.9], [5, 2.5]),
  ...mirrored(bend([5, 2.5], [2.4, 2.5], [1, 3.5], [1, 5.4])),
  ...mirrored(bend([3, 4], [4.2, 6.6], [6.6, 8.2], [9, 9.1])),
]

const PERSON: readonly Stroke[] = [
  bend([3.1, 0.9], [3.1, 3.2], [2.4, 4.4], [0.9, 5]),
  bend([2.6, 3.5], [3.7, 4.4], [3.9, 6.6], [3.5, 9.1]),
]

/** 化: a person and the same person turned round, as the oldest forms have it. Our own drawing. */
const HUA: readonly Stroke[] = [
  ...PERSON,
  ...PERSON.map(stroke => ({
    curve: stroke.curve,
    points: stroke.points.map(([x, y]): Point => [10 - x, 10 - y]),
  })),
]

/** Window lattice (灯笼锦): a square held by bars, inside a broken square. */
const LATTICE: readonly Stroke[] = [
  straight([3.4, 3.4], [6.6, 3.4], [6.6, 6.6], [3.4, 6.6], [3.4, 3.4]),
  straight([5, 0], [5, 3.4]),
  straight([5, 6.6], [5, 10]),
  straight([0, 5], [3.4, 5]),
  straight([6.6, 5], [10, 5]),
  straight([5, 1.6], [1.6, 1.6], [1.6, 5]),
  straight([5, 1.6], [8.4, 1.6], [8.4, 5]),
  straight([5, 8.4], [1.6, 8.4], [1.6, 5]),
  straight([5, 8.4], [8.4, 8.4], [8.4, 5]),
]

/** Squared spiral for corners (回纹). */
const FRET: readonly Stroke[] = [
  straight(
    [0.8, 9.2],
    [0.8, 0.8],
    [9.2, 0.8],
    [9.2, 9.2],
    [2.9, 9.2],
    [2.9, 2.9],
    [7.1, 2.9],
    [7.1, 7.1],
    [5, 7.1],
    [5, 5],
  ),
]

const MOTIFS = { wen: WEN, hua: HUA, lattice: LATTICE, fret: FRET } as const

export type Motif = keyof typeof MOTIFS

/** Adds a motif's paths in the square at (x, y); the caller has set the stroke and paints it. */
export function addMotif(drawing: Drawing, motif: Motif, x: number, y: number, size: number): void {
  const place = placer(x, y, size)
  for (const stroke of MOTIFS[motif]) {
    const points = stroke.points.map(([u, v]) => place(u, v))
    const [a, b, c, d] = points
    if (stroke.curve && a && b && c && d) drawing.curve(a, b, c, d)
    else drawing.line(points)
  }
}
