import { type OpenPdf } from './open-pdf.ts'

/** No canvas is larger: Chromium draws nothing beyond its limit, and says nothing. */
const MOST_PIXELS = 32_000_000

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** Sizes of all pages at 96 pixels an inch, zoom 1. */
export async function pageSizes(pdf: OpenPdf): Promise<readonly PageSize[]> {
  const sizes: PageSize[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { width, height } = (await pdf.getPage(n)).getViewport({ scale: 96 / 72 })
    sizes.push({ width, height })
  }
  return sizes
}

/** Draws one page as sharp as the screen shows it. @returns how to break it off, and when it is done */
export function drawPage(pdf: OpenPdf, number: number, canvas: HTMLCanvasElement, zoom: number) {
  let stop: () => void = () => undefined
  let stopped = false
  const done = (async () => {
    const page = await pdf.getPage(number)
    const plain = page.getViewport({ scale: (96 / 72) * zoom })
    const sharp = Math.min(
      window.devicePixelRatio || 1,
      Math.sqrt(MOST_PIXELS / (plain.width * plain.height)),
    )
    const viewport = page.getViewport({ scale: (96 / 72) * zoom * sharp })
    const context = canvas.getContext('2d', { alpha: false })
    if (stopped || !context) return
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    const task = page.render({ canvasContext: context, viewport })
    stop = () => task.cancel()
    await task.promise.catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'RenderingCancelledException')) throw error
    })
  })()
  return {
    done,
    stop() {
      stopped = true
      stop()
    },
  }
}
