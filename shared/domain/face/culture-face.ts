import { type Source } from '../source.ts'
import { box, centred, filled, preprinted } from './elements.ts'
import {
  type Colour,
  type FaceDefinition,
  type FaceElement,
  type FacePage,
  type FaceRow,
  type TextStyle,
} from './face.ts'

/** Colours of the 2016 series (文市函〔2016〕151号): gold of title and border, red of the ground at 5 %. */
export const CULTURE_GOLD: Colour = { c: 28, m: 38, y: 88, k: 0 }
const GROUND_RED: Colour = { c: 0, m: 6, y: 6, k: 2.5 }
const LABEL_INK: Colour = '#3d2f14'

const SOURCE: Source = {
  mark: 'default',
  ref: '幅面、颜色、纹样、标题、监制行：文市函〔2016〕151号公开文本；坐标未见公开，为本程序默认',
}

const LABEL: TextStyle = { font: 'song', size: 4.3, minSize: 2.6, align: 'left', colour: LABEL_INK }
const VALUE: TextStyle = {
  font: 'fangsong',
  size: 4.6,
  minSize: 2.3,
  align: 'left',
  lineHeight: 1.34,
  fit: 'wrap-first',
}

const head = (title: string, copy: string): readonly FaceElement[] => [
  {
    kind: 'ground',
    layer: 'preprinted',
    pattern: 'lattice',
    box: box(22, 22, 166, 253),
    colour: GROUND_RED,
  },
  {
    kind: 'frame',
    layer: 'preprinted',
    pattern: 'wenhua',
    box: box(8, 8, 194, 281),
    colour: CULTURE_GOLD,
  },
  { kind: 'emblem', layer: 'preprinted', box: box(93, 29, 24, 24) },
  preprinted(
    title,
    box(28, 57, 154, 13),
    centred('song-bold', 11.4, 9, { letterSpacing: 2, colour: CULTURE_GOLD }),
  ),
  preprinted(
    copy,
    box(28, 72, 154, 7),
    centred('song-bold', 5.4, 5, { letterSpacing: 0.8, colour: CULTURE_GOLD }),
  ),
]

const foot: readonly FaceElement[] = [
  { kind: 'qr', layer: 'filled', box: box(30, 219, 31, 31) },
  preprinted('扫描二维码核验证照', box(30, 250.4, 31, 3.4), centred('song', 2.7, 2, { colour: LABEL_INK })),
  filled('{issuerName}', box(96, 226, 88, 11), centred('fangsong', 5, 3, { valign: 'bottom' })),
  filled('{issueDate.han}', box(96, 239, 88, 7), centred('fangsong', 5, 3)),
  filled('{faceNote}', box(96, 251, 88, 5), centred('fangsong', 4.6, 3)),
  filled(
    '证照标识：{certIdentifier}',
    box(26, 257, 158, 4),
    centred('song', 2.7, 1.8, { colour: LABEL_INK }),
  ),
  preprinted(
    '查询网址：https://ccm.mct.gov.cn',
    box(26, 262, 158, 4),
    centred('song', 2.9, 2, { colour: LABEL_INK }),
  ),
  preprinted(
    '中华人民共和国文化和旅游部监制',
    box(26, 267, 158, 5),
    centred('song-bold', 3.7, 3, { letterSpacing: 0.9, colour: CULTURE_GOLD }),
  ),
  { kind: 'seal', layer: 'filled', box: box(118.5, 207.5, 43, 43) },
]

/** The common face of the culture series: A4 portrait, 正本 and 副本 with the same front. */
export function cultureFace(id: string, title: string, rows: readonly FaceRow[]): FaceDefinition {
  const page = (copy: FacePage['copy'], mark: string): FacePage => ({
    copy,
    width: 210,
    height: 297,
    elements: [
      ...head(title, mark),
      {
        kind: 'rows',
        layer: 'filled',
        box: box(31, 87, 148, 119),
        labelWidth: 35,
        gap: 5,
        labelStyle: LABEL,
        style: VALUE,
        rows,
      },
      ...foot,
    ],
  })
  return {
    id,
    pages: [page('original', '（正本）'), page('duplicate', '（副本）')],
    emptyText: '※※※※※※',
    source: SOURCE,
  }
}
