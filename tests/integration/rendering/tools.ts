import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs `use` with the document in a file of its own folder. */
export function withFile<T>(bytes: Uint8Array, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lw-face-'))
  try {
    const path = join(folder, 'face.pdf')
    writeFileSync(path, bytes)
    return use(path, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const run = (command: string, args: readonly string[]): Buffer =>
  execFileSync(command, [...args], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] })

/** Text in the order it is drawn, without white space. */
export const drawnText = (bytes: Uint8Array): string =>
  withFile(bytes, path => run('pdftotext', ['-raw', path, '-']).toString('utf8').replaceAll(/\s/gu, ''))

/** Throws when qpdf finds a fault. */
export const checkStructure = (bytes: Uint8Array): string =>
  withFile(bytes, path => run('qpdf', ['--check', path]).toString('utf8'))

export interface Grey {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** One page as grey pixels. */
export function greyPage(bytes: Uint8Array, page: number, dpi: number): Grey {
  return withFile(bytes, path => {
    const pgm = run('pdftoppm', ['-r', String(dpi), '-gray', '-f', String(page), '-l', String(page), path])
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40))!
    return { width: Number(head[1]), height: Number(head[2]), pixels: pgm.subarray(head[0].length) }
  })
}

/** Ink of a page: sum of darkness, in full black pixels. */
export const inkOf = ({ pixels }: Grey): number => pixels.reduce((sum, v) => sum + (255 - v), 0) / 255

/** How many pixels of the first page, at 50 dpi, are of such a colour. */
export const countPixels = (bytes: Uint8Array, is: (r: number, g: number, b: number) => boolean): number =>
  withFile(bytes, path => {
    const ppm = run('pdftoppm', ['-r', '50', '-f', '1', '-l', '1', path])
    const head = /^P6\s+\d+\s+\d+\s+255\s/.exec(ppm.toString('latin1', 0, 40))!
    let found = 0
    for (let i = head[0].length; i + 2 < ppm.length; i += 3)
      if (is(ppm[i] ?? 0, ppm[i + 1] ?? 0, ppm[i + 2] ?? 0)) found += 1
    return found
  })

/** What a QR reader sees on a page at 200 dpi. */
export const readCode = (bytes: Uint8Array, page: number): string =>
  withFile(bytes, (path, folder) => {
    const picture = join(folder, 'page')
    run('pdftoppm', ['-r', '200', '-gray', '-png', '-singlefile', '-f', String(page), path, picture])
    return run('zbarimg', ['-q', '--raw', `${picture}.png`])
      .toString('utf8')
      .trim()
  })

export const bytesOfFile = (path: string): Uint8Array => new Uint8Array(readFileSync(path))
