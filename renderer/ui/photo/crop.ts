/** A picture under a frame of fixed shape: what of it lies in the frame. Pixels of the picture; zoom 1 just fills the frame. */
export interface Crop {
  readonly zoom: number
  /** Middle of the frame in the picture, 0 to 1. */
  readonly x: number
  readonly y: number
}

interface Size {
  readonly width: number
  readonly height: number
}

export const MOST_ZOOM = 8

export const WHOLE: Crop = { zoom: 1, x: 0.5, y: 0.5 }

/** Size of what the frame shows, in pixels of the picture. */
function seen(picture: Size, ratio: number, zoom: number): Size {
  const width = Math.min(picture.width, picture.height * ratio) / zoom
  return { width, height: width / ratio }
}

const within = (value: number, half: number): number => Math.max(half, Math.min(1 - half, value))

/** The crop moved back so that the frame never shows what lies beside the picture. */
export function kept(picture: Size, ratio: number, crop: Crop): Crop {
  const zoom = Math.max(1, Math.min(MOST_ZOOM, crop.zoom))
  const { width, height } = seen(picture, ratio, zoom)
  return {
    zoom,
    x: within(crop.x, width / picture.width / 2),
    y: within(crop.y, height / picture.height / 2),
  }
}

/** The rectangle of the picture that is in the frame. */
export function cutOf(
  picture: Size,
  ratio: number,
  crop: Crop,
): Size & { readonly left: number; readonly top: number } {
  const { zoom, x, y } = kept(picture, ratio, crop)
  const size = seen(picture, ratio, zoom)
  return {
    ...size,
    left: x * picture.width - size.width / 2,
    top: y * picture.height - size.height / 2,
  }
}

/** Moves by parts of the frame: 0.05 is a twentieth of what is seen. */
export function moved(picture: Size, ratio: number, crop: Crop, dx: number, dy: number): Crop {
  const size = seen(picture, ratio, crop.zoom)
  return kept(picture, ratio, {
    zoom: crop.zoom,
    x: crop.x + (dx * size.width) / picture.width,
    y: crop.y + (dy * size.height) / picture.height,
  })
}
