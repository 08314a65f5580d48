import { type FaceElement, type FacePage } from '../../shared/domain/face/face.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { type FaceRequest, type PreparedDocument } from '../ports/face-renderer.ts'
import { type Point } from './art/path.ts'
import { type Scene } from './pdf/page-content.ts'
import { type RenderError } from './render-errors.ts'

/** Sheet of cards: A4 portrait, fronts on one page, backs on the next, mirrored so that both meet when printed on both sides. */
export interface CardSheetRequest {
  /** Faces whose first page is the front of a card and whose second its back; all of one size. */
  readonly cards: readonly FaceRequest[]
  readonly title: string
  readonly createdAt: Instant
}

const SHEET = { width: 210, height: 297 } as const

/** Space between cards, millimetres. */
const GUTTER = 6

/** Part of the sheet's edge that printers cannot reach, with room for the marks. */
const MARGIN = 6

/** Marks begin this far from the card's corner and are this long. */
const MARK_GAP = 0.8
const MARK = 2

export interface CardGrid {
  readonly columns: number
  readonly rows: number
  /** Upper left corner of the first card. */
  readonly origin: Point
}

/** How many cards of a size a sheet holds. */
export function cardGrid(width: number, height: number): CardGrid {
  const fit = (sheet: number, card: number): number =>
    Math.max(0, Math.floor((sheet - 2 * MARGIN + GUTTER) / (card + GUTTER)))
  const columns = fit(SHEET.width, width)
  const rows = fit(SHEET.height, height)
  const span = (count: number, card: number): number => count * card + (count - 1) * GUTTER
  return {
    columns,
    rows,
    origin: [(SHEET.width - span(columns, width)) / 2, (SHEET.height - span(rows, height)) / 2],
  }
}

/** Where a card lies on the sheet; backs run from the right, for printing on both sides along the long edge. */
export function cardPlace(
  grid: CardGrid,
  index: number,
  back: boolean,
  width: number,
  height: number,
): Point {
  const column = index % grid.columns
  const row = Math.floor(index / grid.columns)
  const across = back ? grid.columns - 1 - column : column
  return [grid.origin[0] + across * (width + GUTTER), grid.origin[1] + row * (height + GUTTER)]
}

/** Two short lines at each corner of a card, outside it. */
export function cutMarks([x, y]: Point, width: number, height: number): readonly FaceElement[] {
  const line = (from: Point, to: Point): FaceElement => ({
    kind: 'line',
    layer: 'filled',
    from,
    to,
    width: 0.1,
    colour: '#000000',
  })
  return [x, x + width].flatMap(cx =>
    [y, y + height].flatMap(cy => {
      const [dx, dy] = [cx === x ? -1 : 1, cy === y ? -1 : 1]
      return [
        line([cx + dx * MARK_GAP, cy], [cx + dx * (MARK_GAP + MARK), cy]),
        line([cx, cy + dy * MARK_GAP], [cx, cy + dy * (MARK_GAP + MARK)]),
      ]
    }),
  )
}

const invalid = (zh: string, en: string): RenderError =>
  appError('face-invalid', words(zh, en), {
    next: words('请只选择同一种卡片证照。', 'Choose cards of one kind only.'),
  })

/** One side of one sheet. */
function sheetSide(cards: readonly (readonly Scene[])[], grid: CardGrid, back: boolean): Scene {
  const inserts: { at: Point; scene: Scene }[] = []
  const marks: FaceElement[] = []
  cards.forEach((card, i) => {
    const scene = card[back ? 1 : 0]
    if (!scene) return
    const { width, height } = scene.laidOut.page
    const at = cardPlace(grid, i, back, width, height)
    inserts.push({ at, scene })
    marks.push(...cutMarks(at, width, height))
  })
  const page: FacePage = { copy: 'single', ...SHEET, elements: marks }
  return {
    laidOut: { page, parts: marks.map(element => ({ kind: 'element', element })) },
    pictures: {},
    qrText: '',
    inserts,
  }
}

/** Lays cards onto sheets. `layOut` checks and lays out one card. */
export async function renderCardSheet(
  request: CardSheetRequest,
  layOut: (card: FaceRequest) => Result<readonly Scene[], RenderError>,
): Promise<Result<PreparedDocument, RenderError>> {
  const cards: (readonly Scene[])[] = []
  for (const card of request.cards) {
    const scenes = layOut({ ...card, purpose: card.purpose === 'electronic' ? 'print' : card.purpose })
    if (!scenes.ok) return scenes
    cards.push(scenes.value)
  }
  const sizes = new Set(cards.flat().map(({ laidOut: { page } }) => `${page.width}×${page.height}`))
  const first = cards[0]?.[0]?.laidOut.page
  if (!first || sizes.size > 1)
    return err(invalid('卡片大小不一或没有卡片。', 'No cards, or cards of several sizes.'))
  const grid = cardGrid(first.width, first.height)
  const perSheet = grid.columns * grid.rows
  if (perSheet === 0) return err(invalid('证照比整张 A4 纸还大。', 'The face is larger than a sheet of A4.'))
  const pages: Scene[] = []
  for (let i = 0; i < cards.length; i += perSheet) {
    const sheet = cards.slice(i, i + perSheet)
    pages.push(sheetSide(sheet, grid, false))
    if (sheet.some(card => card.length > 1)) pages.push(sheetSide(sheet, grid, true))
  }
  const created = `${request.createdAt.slice(0, 19)}Z`
  const { buildDocument } = await import('./pdf/build.ts')
  return ok(
    await buildDocument({
      pages,
      metadata: { title: request.title, author: '', subject: request.title, created, own: [] },
    }),
  )
}
