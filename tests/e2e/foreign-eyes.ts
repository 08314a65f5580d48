import { execFileSync } from 'node:child_process'
import { greyPage, type Grey, withFile } from '../integration/rendering/tools.ts'

/** What programs that are not ours see in a document. */

const DPI = 150
const MM_PER_INCH = 25.4
const POINTS_PER_INCH = 72
/** Darker than that is ink, not a ground pattern. */
const DARK = 128

/** What pdfsig says of a file. */
export const judgedByPdfsig = (file: string): string =>
  execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })

/** A sheet's width and height in millimetres, rounded. */
export function sheetOf(pdf: Uint8Array): readonly [number, number] {
  const { width, height } = greyPage(pdf, 1, DPI)
  return [Math.round((width / DPI) * MM_PER_INCH), Math.round((height / DPI) * MM_PER_INCH)]
}

interface Word {
  readonly text: string
  /** Inches from the sheet's left and top edge. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g

/** Where the words of the first page stand. */
function wordsOf(pdf: Uint8Array): readonly Word[] {
  const text = withFile(pdf, file =>
    execFileSync('pdftotext', ['-bbox', '-l', '1', file, '-'], { encoding: 'utf8' }),
  )
  return [...text.matchAll(WORD)].map(([, ...found]) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = found.slice(0, 4).map(n => Number(n) / POINTS_PER_INCH)
    return { text: found[4] ?? '', left, top, right, bottom }
  })
}

/** The share of a box that is dark. */
function inkIn({ width, height, pixels }: Grey, { left, top, right, bottom }: Word): number {
  const [x0, x1] = [Math.max(0, Math.floor(left * DPI)), Math.min(width, Math.ceil(right * DPI))]
  const [y0, y1] = [Math.max(0, Math.floor(top * DPI)), Math.min(height, Math.ceil(bottom * DPI))]
  let dark = 0
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) if ((pixels[y * width + x] ?? 255) < DARK) dark++
  return dark / Math.max(1, (x1 - x0) * (y1 - y0))
}

export interface InkOfWord {
  readonly text: string
  readonly onCopy: number
  readonly onPaper: number
}

/** A landscape face is printed turned clockwise onto the upright sheet: its left edge is on top. */
const turned = (word: Word, height: number): Word => ({
  text: word.text,
  left: height - word.bottom,
  right: height - word.top,
  top: word.left,
  bottom: word.right,
})

/** For every word of the electronic copy's first page: how much ink is there, and how much at the same place of the paper. */
export function compareInk(copy: Uint8Array, paper: Uint8Array): readonly InkOfWord[] {
  const [onScreen, onSheet] = [greyPage(copy, 1, DPI), greyPage(paper, 1, DPI)]
  const isTurned = onScreen.width > onScreen.height !== onSheet.width > onSheet.height
  return wordsOf(copy).map(word => ({
    text: word.text,
    onCopy: inkIn(onScreen, word),
    onPaper: inkIn(onSheet, isTurned ? turned(word, onScreen.height / DPI) : word),
  }))
}
