import { type Colour, type FaceElement, type FacePage, type FaceRow, type TextStyle } from './face.ts'

/** One row of a face's middle part. `share` is its part of the height, 1 where it is usually one line. */
export const row = (label: string, text: string, share = 1): FaceRow => ({ label, text, share })

export const centred = (
  font: TextStyle['font'],
  size: number,
  minSize: number,
  rest: Partial<TextStyle> = {},
): TextStyle => ({ font, size, minSize, align: 'center', valign: 'middle', ...rest })

export interface LandscapePage {
  readonly copy: FacePage['copy']
  readonly frame: string
  readonly ground: string
  readonly colour: Colour
  readonly groundColour?: Colour
  readonly title: string
  readonly subtitle: string
  readonly body: readonly FaceElement[]
}

const SMALL_INK: Colour = '#444444'

function background(page: LandscapePage): readonly FaceElement[] {
  return [
    {
      kind: 'ground',
      layer: 'preprinted',
      pattern: page.ground,
      box: { x: 18.5, y: 18.5, width: 260, height: 173 },
      colour: page.groundColour ?? '#e6f0f4',
    },
    {
      kind: 'frame',
      layer: 'preprinted',
      pattern: page.frame,
      box: { x: 8, y: 8, width: 281, height: 194 },
      colour: page.colour,
    },
    { kind: 'emblem', layer: 'preprinted', box: { x: 138.5, y: 21.5, width: 20, height: 20 } },
    {
      kind: 'text',
      layer: 'preprinted',
      text: page.title,
      box: { x: 40, y: 43.5, width: 217, height: 13 },
      style: centred('song-bold', 11.4, 9, { letterSpacing: 2.4, colour: page.colour }),
    },
    {
      kind: 'text',
      layer: 'preprinted',
      text: page.subtitle,
      box: { x: 40, y: 58, width: 217, height: 7 },
      style: centred('song-bold', 5, 4, { letterSpacing: 0.8, colour: page.colour }),
    },
  ]
}

/** Issuer, date, note, code, identifier and seal: the lower part of every A4 landscape face. */
const lowerPart: readonly FaceElement[] = [
  { kind: 'qr', layer: 'filled', box: { x: 40, y: 150, width: 30, height: 30 } },
  {
    kind: 'text',
    layer: 'preprinted',
    text: '扫描二维码核验证照',
    box: { x: 40, y: 180.2, width: 30, height: 3.2 },
    style: centred('song', 2.6, 2, { colour: SMALL_INK }),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '证照标识：{certIdentifier}',
    box: { x: 74, y: 181, width: 112, height: 3.4 },
    style: { ...centred('song', 2.5, 1.6, { colour: SMALL_INK }), align: 'left' },
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '{issuerName}',
    box: { x: 176, y: 160, width: 86, height: 7 },
    style: centred('fangsong', 5, 2.8),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '{issueDate.han}',
    box: { x: 176, y: 169.5, width: 86, height: 6.5 },
    style: centred('fangsong', 5, 3),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '{faceNote}',
    box: { x: 176, y: 182, width: 86, height: 4.6 },
    style: centred('fangsong', 4.4, 3),
  },
  { kind: 'seal', layer: 'filled', box: { x: 199, y: 141.5, width: 40, height: 40 } },
]

/** A page of A4 landscape with frame, title, the kind's own middle part, and the lower part that all share. */
export const landscapePage = (page: LandscapePage): FacePage => ({
  copy: page.copy,
  width: 297,
  height: 210,
  elements: [...background(page), ...page.body, ...lowerPart],
})
