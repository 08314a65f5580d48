/** Best first: the first that fits the largest size is taken. */
const QUALITIES = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5] as const

export interface Wanted {
  readonly widthPx: number
  readonly heightPx: number
  readonly minBytes: number
  readonly maxBytes: number
}

type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void

function jpegOf(draw: Draw, width: number, height: number, quality: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return Promise.resolve(null)
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  draw(context, width, height)
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
}

/** The picture as JPEG bytes in the size that the rule wants; drawn larger where it would have too few bytes. */
export async function encodeJpeg(draw: Draw, wanted: Wanted, mostScale: number): Promise<Uint8Array | null> {
  for (const scale of [1, 1.5, 2, 3, 4].filter(one => one === 1 || one <= mostScale)) {
    const [width, height] = [Math.round(wanted.widthPx * scale), Math.round(wanted.heightPx * scale)]
    for (const quality of QUALITIES) {
      const blob = await jpegOf(draw, width, height, quality)
      if (!blob) return null
      if (blob.size > wanted.maxBytes) continue
      if (blob.size >= wanted.minBytes) return new Uint8Array(await blob.arrayBuffer())
      break // smaller still with less quality: draw it larger
    }
  }
  return null
}
