import { type Source } from '../source.ts'
import { centred } from './landscape-page.ts'
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
    box: { x: 22, y: 22, width: 166, height: 253 },
    colour: GROUND_RED,
  },
  {
    kind: 'frame',
    layer: 'preprinted',
    pattern: 'wenhua',
    box: { x: 8, y: 8, width: 194, height: 281 },
    colour: CULTURE_GOLD,
  },
  { kind: 'emblem', layer: 'preprinted', box: { x: 93, y: 29, width: 24, height: 24 } },
  {
    kind: 'text',
    layer: 'preprinted',
    text: title,
    box: { x: 28, y: 57, width: 154, height: 13 },
    style: centred('song-bold', 11.4, 9, { letterSpacing: 2, colour: CULTURE_GOLD }),
  },
  {
    kind: 'text',
    layer: 'preprinted',
    text: copy,
    box: { x: 28, y: 72, width: 154, height: 7 },
    style: centred('song-bold', 5.4, 5, { letterSpacing: 0.8, colour: CULTURE_GOLD }),
  },
]

const foot: readonly FaceElement[] = [
  { kind: 'qr', layer: 'filled', box: { x: 30, y: 219, width: 31, height: 31 } },
  {
    kind: 'text',
    layer: 'preprinted',
    text: '扫描二维码核验证照',
    box: { x: 30, y: 250.4, width: 31, height: 3.4 },
    style: centred('song', 2.7, 2, { colour: LABEL_INK }),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '{issuerName}',
    box: { x: 96, y: 226, width: 88, height: 11 },
    style: centred('fangsong', 5, 3, { valign: 'bottom' }),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '{issueDate.han}',
    box: { x: 96, y: 239, width: 88, height: 7 },
    style: centred('fangsong', 5, 3),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '{faceNote}',
    box: { x: 96, y: 251, width: 88, height: 5 },
    style: centred('fangsong', 4.6, 3),
  },
  {
    kind: 'text',
    layer: 'filled',
    text: '证照标识：{certIdentifier}',
    box: { x: 26, y: 257, width: 158, height: 4 },
    style: centred('song', 2.7, 1.8, { colour: LABEL_INK }),
  },
  {
    kind: 'text',
    layer: 'preprinted',
    text: '查询网址：https://ccm.mct.gov.cn',
    box: { x: 26, y: 262, width: 158, height: 4 },
    style: centred('song', 2.9, 2, { colour: LABEL_INK }),
  },
  {
    kind: 'text',
    layer: 'preprinted',
    text: '中华人民共和国文化和旅游部监制',
    box: { x: 26, y: 267, width: 158, height: 5 },
    style: centred('song-bold', 3.7, 3, { letterSpacing: 0.9, colour: CULTURE_GOLD }),
  },
  { kind: 'seal', layer: 'filled', box: { x: 118.5, y: 207.5, width: 43, height: 43 } },
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
        box: { x: 31, y: 87, width: 148, height: 119 },
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
