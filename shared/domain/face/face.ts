import { type Source } from '../source.ts'

/** Millimetres from the left and top edge of the page. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type FontRole = 'song' | 'song-bold' | 'fangsong' | 'hei' | 'hei-bold' | 'kai'

/** `#rrggbb`, or a CMYK value in percent as the sources give it; the renderer converts. */
export type Colour =
  string | { readonly c: number; readonly m: number; readonly y: number; readonly k: number }

export interface TextStyle {
  readonly font: FontRole
  /** Millimetres of em height. Text that does not fit shrinks by steps down to `minSize`, then wraps, and never clips. */
  readonly size: number
  readonly minSize: number
  readonly align: 'left' | 'center' | 'right'
  readonly valign?: 'top' | 'middle' | 'bottom'
  readonly lineHeight?: number
  readonly letterSpacing?: number
  readonly colour?: Colour
}

/**
 * One thing on a page. `text` has `{fieldId}` holes filled from the face values; `layer` says whether it is
 * pre-printed on licence paper (left out when overprinting) or filled in.
 */
export type FaceElement = { readonly layer: 'preprinted' | 'filled' } & (
  | { readonly kind: 'text'; readonly text: string; readonly box: Box; readonly style: TextStyle }
  | {
      readonly kind: 'field'
      readonly label: string
      readonly labelBox: Box
      readonly labelStyle: TextStyle
      readonly text: string
      readonly box: Box
      readonly style: TextStyle
    }
  | { readonly kind: 'frame'; readonly pattern: string; readonly box: Box; readonly colour: Colour }
  | { readonly kind: 'ground'; readonly pattern: string; readonly box: Box; readonly colour: Colour }
  | {
      readonly kind: 'line'
      readonly from: readonly [number, number]
      readonly to: readonly [number, number]
      readonly width: number
      readonly colour: Colour
    }
  | {
      readonly kind: 'fill'
      readonly box: Box
      readonly colour: Colour
      readonly radius?: number
      readonly value?: string
    }
  | { readonly kind: 'emblem'; readonly box: Box }
  | { readonly kind: 'qr'; readonly box: Box }
  | { readonly kind: 'photo'; readonly box: Box }
  | { readonly kind: 'seal'; readonly box: Box }
)

export interface FacePage {
  /** `original` 正本, `duplicate` 副本, `single` where there is one form only, `back` of a card. */
  readonly copy: 'original' | 'duplicate' | 'single' | 'back'
  readonly width: number
  readonly height: number
  readonly elements: readonly FaceElement[]
}

/** The geometry of a licence's face, replaceable with the standard pack. */
export interface FaceDefinition {
  readonly id: string
  readonly pages: readonly FacePage[]
  /** What stands where a field is empty; six ※ by the filling rules of the culture series. */
  readonly emptyText: string
  readonly source: Source
}

/** The words that fill the holes of a face: display forms, already formatted (dates, lists, labels of codes). */
export type FaceValues = Readonly<Record<string, string>>
