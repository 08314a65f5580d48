import { type Source } from '../source.ts'
import { type Colour, type FaceDefinition, type FaceRow } from './face.ts'
import { box, preprinted } from './elements.ts'
import { landscapePage, ministryLine } from './landscape-page.ts'

export interface PersonCertificate {
  readonly id: string
  readonly title: string
  readonly english: string
  readonly colour: Colour
  readonly groundColour: Colour
  readonly rows: readonly FaceRow[]
  readonly statement: string
  /** Width and height of the photo in millimetres. */
  readonly photo: readonly [number, number]
  readonly source: Source
}

const LABEL_INK: Colour = '#333333'

/** A certificate of a person: A4 landscape, photo left, facts right, code lower left, seal lower right. */
export function personCertificate(spec: PersonCertificate): FaceDefinition {
  const [width, height] = spec.photo
  const page = landscapePage({
    copy: 'single',
    frame: 'guilloche',
    ground: 'rosette',
    colour: spec.colour,
    groundColour: spec.groundColour,
    title: spec.title,
    subtitle: spec.english,
    body: [
      {
        kind: 'photo',
        layer: 'filled',
        box: { x: 68 - width / 2, y: 76 + (54 - height) / 2, width, height },
      },
      {
        kind: 'rows',
        layer: 'filled',
        box: box(112, 77, 142, 50),
        labelWidth: 28,
        gap: 7,
        labelStyle: { font: 'song', size: 4.4, minSize: 2.6, align: 'left', colour: LABEL_INK },
        style: { font: 'fangsong', size: 5, minSize: 2.4, align: 'left', fit: 'wrap-first' },
        rows: spec.rows,
      },
      preprinted(spec.statement, box(112, 131, 142, 8), {
        font: 'fangsong',
        size: 5,
        minSize: 4,
        align: 'left',
        valign: 'middle',
      }),
      ministryLine(spec.colour),
    ],
  })
  return { id: spec.id, pages: [page], emptyText: '※※※※※※', source: spec.source }
}
