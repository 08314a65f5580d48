import { type Colour, type FaceDefinition, type FaceElement, type FacePage } from '../../face/face.ts'
import { centred, row } from '../../face/landscape-page.ts'

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
    box: { x: 2, y: 2, width: WIDTH - 4, height: HEIGHT - 4 },
    colour: '#8a7443',
  },
]

const front: FacePage = {
  copy: 'original',
  width: WIDTH,
  height: HEIGHT,
  elements: [
    ...background,
    {
      kind: 'text',
      layer: 'preprinted',
      text: '导游证',
      box: { x: 5, y: 4, width: 44, height: 7 },
      style: centred('song-bold', 6, 5, { letterSpacing: 2.2, colour: '#3a2a08' }),
    },
    {
      kind: 'text',
      layer: 'preprinted',
      text: 'CHINA TOUR GUIDE',
      box: { x: 5, y: 11.6, width: 44, height: 3.2 },
      style: centred('hei', 2.5, 2, { letterSpacing: 0.35, colour: '#3a2a08' }),
    },
    { kind: 'photo', layer: 'filled', box: { x: 15.75, y: 19.5, width: 22.5, height: 31.5 } },
    {
      kind: 'text',
      layer: 'filled',
      text: '{holderName}',
      box: { x: 5, y: 52.5, width: 44, height: 8 },
      style: centred('song-bold', 4.8, 2, { lineHeight: 1.15 }),
    },
    {
      kind: 'rows',
      layer: 'filled',
      box: { x: 6.5, y: 62.5, width: 41, height: 18.5 },
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
    { kind: 'seal', layer: 'filled', box: { x: 32, y: 35, width: 17, height: 17 } },
  ],
}

const back: FacePage = {
  copy: 'back',
  width: WIDTH,
  height: HEIGHT,
  elements: [
    ...background,
    {
      kind: 'text',
      layer: 'preprinted',
      text: '导游证',
      box: { x: 5, y: 6, width: 44, height: 7 },
      style: centred('song-bold', 5, 4, { letterSpacing: 1.8, colour: '#3a2a08' }),
    },
    {
      kind: 'rows',
      layer: 'filled',
      box: { x: 5.5, y: 19.5, width: 43, height: 28 },
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
    { kind: 'qr', layer: 'filled', box: { x: 14.5, y: 48.5, width: 25, height: 25 } },
    {
      kind: 'text',
      layer: 'preprinted',
      text: '扫描二维码核验导游信息\n执业时请佩戴，遗失请即向发证机关报告',
      box: { x: 5, y: 73.5, width: 44, height: 5.6 },
      style: centred('song', 1.95, 1.6, { lineHeight: 1.35, colour: INK }),
    },
    {
      kind: 'text',
      layer: 'preprinted',
      text: '中华人民共和国文化和旅游部监制',
      box: { x: 5, y: 79.4, width: 44, height: 3 },
      style: centred('song-bold', 2.1, 1.8, { letterSpacing: 0.25, colour: RED }),
    },
  ],
}

/** 导游证: a card of 54 × 86 mm in the colour of the level. */
export const face: FaceDefinition = {
  id: 'tour-guide',
  pages: [front, back],
  emptyText: '※※※※※※',
  source: { mark: 'default', ref: '大小、颜色、照片居中：旧 IC 卡公开说明；其余版面未见公开，为本程序默认' },
}
