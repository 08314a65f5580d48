import { box, centred, filled, preprinted } from './elements.ts'
import { type Colour, type FaceElement, type FacePage } from './face.ts'

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
      box: box(18.5, 18.5, 260, 173),
      colour: page.groundColour ?? '#e6f0f4',
    },
    {
      kind: 'frame',
      layer: 'preprinted',
      pattern: page.frame,
      box: box(8, 8, 281, 194),
      colour: page.colour,
    },
    { kind: 'emblem', layer: 'preprinted', box: box(138.5, 21.5, 20, 20) },
    preprinted(
      page.title,
      box(40, 43.5, 217, 13),
      centred('song-bold', 11.4, 9, { letterSpacing: 2.4, colour: page.colour }),
    ),
    preprinted(
      page.subtitle,
      box(40, 58, 217, 7),
      centred('song-bold', 5, 4, { letterSpacing: 0.8, colour: page.colour }),
    ),
  ]
}

/** Issuer, date, note, code, identifier and seal: the lower part of every A4 landscape face. */
const lowerPart: readonly FaceElement[] = [
  { kind: 'qr', layer: 'filled', box: box(40, 150, 30, 30) },
  preprinted('扫描二维码核验证照', box(40, 180.2, 30, 3.2), centred('song', 2.6, 2, { colour: SMALL_INK })),
  filled('证照标识：{certIdentifier}', box(74, 181, 112, 3.4), {
    ...centred('song', 2.5, 1.6, { colour: SMALL_INK }),
    align: 'left',
  }),
  filled('{issuerName}', box(176, 160, 86, 7), centred('fangsong', 5, 2.8)),
  filled('{issueDate.han}', box(176, 169.5, 86, 6.5), centred('fangsong', 5, 3)),
  filled('{faceNote}', box(176, 182, 86, 4.6), centred('fangsong', 4.4, 3)),
  { kind: 'seal', layer: 'filled', box: box(199, 141.5, 40, 40) },
]

/** Whose form it is, in the last line of a landscape page. */
export const ministryLine = (colour: Colour): FaceElement =>
  preprinted(
    '中华人民共和国文化和旅游部监制',
    box(60, 186, 177, 4.6),
    centred('song-bold', 3.5, 3, { letterSpacing: 0.8, colour }),
  )

/** A page of A4 landscape with frame, title, the kind's own middle part, and the lower part that all share. */
export const landscapePage = (page: LandscapePage): FacePage => ({
  copy: page.copy,
  width: 297,
  height: 210,
  elements: [...background(page), ...page.body, ...lowerPart],
})
