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
  /** Millimetres added between characters. */
  readonly letterSpacing?: number
  readonly colour?: Colour
  /**
   * `shrink-first` (the default): one line as long as a smaller size allows it, lines only then.
   * `wrap-first`: lines at full size as long as the box is high enough, smaller sizes only then.
   */
  readonly fit?: 'shrink-first' | 'wrap-first'
}

/** One labelled line of a licence's middle part. */
export interface FaceRow {
  readonly label: string
  readonly text: string
  /** Share of the block's height when every row keeps its own place; 1 for a single line. */
  readonly share: number
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
  /**
   * Labelled rows under each other. Labels are set to one width and pre-printed, values are filled in. Each row keeps its own
   * place while its text fits there; otherwise the rows move together so that all of it fits, except on pre-printed paper,
   * where labels cannot move.
   */
  | {
      readonly kind: 'rows'
      readonly box: Box
      readonly labelWidth: number
      /** Millimetres between label and value. */
      readonly gap: number
      readonly labelStyle: TextStyle
      readonly style: TextStyle
      readonly rows: readonly FaceRow[]
      /** Colour of a hairline under each row; none where absent. */
      readonly rule?: Colour
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
      /** Drawn only where the field's words are these: the colour of a guide's level. */
      readonly when?: { readonly field: string; readonly is: string }
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
