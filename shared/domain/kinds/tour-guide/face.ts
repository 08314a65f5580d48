import { type Colour, type FaceDefinition, type FaceElement, type FacePage } from '../../face/face.ts'
import { box, centred, filled, preprinted, row } from '../../face/elements.ts'

const WIDTH = 54
const HEIGHT = 86
const RED: Colour = '#a3161d'
const INK: Colour = '#333333'

/** Colours of the levels on the old IC card: grey, pinkish beige, pale yellow, gold. */
const LEVELS: readonly (readonly [name: string, head: Colour, ground: Colour])[] = [
  ['初级', '#9aa0a6', '#f1f2f3'],
  ['中级', '#d9a690', '#faf1ec'],
  ['高级', '#e3cf6a', '#fcf8e3'],
  ['特级', '#c69a2d', '#f9f0d6'],
]

const levelFills = (head: boolean): readonly FaceElement[] =>
  LEVELS.map(([name, strong, pale]): FaceElement => ({
    kind: 'fill',
    layer: 'preprinted',
    box: head
      ? { x: 2, y: 2, width: WIDTH - 4, height: 15 }
      : { x: 2, y: 2, width: WIDTH - 4, height: HEIGHT - 4 },
    colour: head ? strong : pale,
    radius: 2,
    when: { field: 'level', is: name },
  }))

const background: readonly FaceElement[] = [
  ...levelFills(false),
  ...levelFills(true),
  {
    kind: 'frame',
    layer: 'preprinted',
    pattern: 'plain',
    box: box(2, 2, WIDTH - 4, HEIGHT - 4),
    colour: '#8a7443',
  },
]

const front: FacePage = {
  copy: 'original',
  width: WIDTH,
  height: HEIGHT,
  elements: [
    ...background,
    preprinted(
      '导游证',
      box(5, 4, 44, 7),
      centred('song-bold', 6, 5, { letterSpacing: 2.2, colour: '#3a2a08' }),
    ),
    preprinted(
      'CHINA TOUR GUIDE',
      box(5, 11.6, 44, 3.2),
      centred('hei', 2.5, 2, { letterSpacing: 0.35, colour: '#3a2a08' }),
    ),
    { kind: 'photo', layer: 'filled', box: box(15.75, 19.5, 22.5, 31.5) },
    filled('{holderName}', box(5, 52.5, 44, 8), centred('song-bold', 4.8, 2, { lineHeight: 1.15 })),
    {
      kind: 'rows',
      layer: 'filled',
      box: box(6.5, 62.5, 41, 18.5),
      labelWidth: 11,
      gap: 2.2,
      labelStyle: { font: 'song', size: 2.6, minSize: 1.8, align: 'left', colour: INK },
      style: { font: 'fangsong', size: 2.9, minSize: 1.5, align: 'left', fit: 'wrap-first', lineHeight: 1.2 },
      rows: [
        row('等级', '{level}'),
        row('语种', '{languages}'),
        row('导游证号', '{certNo}'),
        row('有效期至', '{validTo}'),
      ],
    },
    { kind: 'seal', layer: 'filled', box: box(32, 35, 17, 17) },
  ],
}

const back: FacePage = {
  copy: 'back',
  width: WIDTH,
  height: HEIGHT,
  elements: [
    ...background,
    preprinted(
      '导游证',
      box(5, 6, 44, 7),
      centred('song-bold', 5, 4, { letterSpacing: 1.8, colour: '#3a2a08' }),
    ),
    {
      kind: 'rows',
      layer: 'filled',
      box: box(5.5, 19.5, 43, 28),
      labelWidth: 13,
      gap: 2,
      labelStyle: { font: 'song', size: 2.5, minSize: 1.8, align: 'left', colour: INK },
      style: { font: 'fangsong', size: 2.7, minSize: 1.4, align: 'left', fit: 'wrap-first', lineHeight: 1.2 },
      rows: [
        row('性别', '{gender}'),
        row('资格证号', '{qualificationNo}'),
        row('所属机构', '{employer}', 1.8),
        row('发证机关', '{issuerName}', 1.4),
        row('发证日期', '{issueDate}'),
      ],
    },
    { kind: 'qr', layer: 'filled', box: box(14.5, 48.5, 25, 25) },
    preprinted(
      '扫描二维码核验导游信息\n执业时请佩戴，遗失请即向发证机关报告',
      box(5, 73.5, 44, 5.6),
      centred('song', 1.95, 1.6, { lineHeight: 1.35, colour: INK }),
    ),
    preprinted(
      '中华人民共和国文化和旅游部监制',
      box(5, 79.4, 44, 3),
      centred('song-bold', 2.1, 1.8, { letterSpacing: 0.25, colour: RED }),
    ),
  ],
}

/** 导游证: a card of 54 × 86 mm in the colour of the level. */
export const face: FaceDefinition = {
  id: 'tour-guide',
  pages: [front, back],
  emptyText: '※※※※※※',
  source: { mark: 'default', ref: '大小、颜色、照片居中：旧 IC 卡公开说明；其余版面未见公开，为本程序默认' },
}
