import {
  type Box,
  type FaceElement,
  type FacePage,
  type FaceValues,
  type TextStyle,
} from '../../../shared/domain/face/face.ts'
import { sealLines } from '../art/seal-ring.ts'
import { tint } from '../colour.ts'
import { type FontChain } from '../fonts/font-chain.ts'
import { fitParagraphs, lineWidth, paragraphsOf } from './fit-text.ts'
import { glyphsOf } from './glyphs.ts'
import { ASCENT, placeJustified, placeText, type PlacedLine } from './place-text.ts'
import { groupsOf } from './page-groups.ts'
import { layOutRows } from './rows.ts'

/** What is painted, in order: static art, one line of text, a picture's place. */
export type PagePart =
  | { readonly kind: 'art'; readonly elements: readonly FaceElement[] }
  | { readonly kind: 'text'; readonly line: PlacedLine }
  | { readonly kind: 'element'; readonly element: FaceElement }
  | { readonly kind: 'seal'; readonly box: Box; readonly lines: readonly PlacedLine[] }

export interface LaidOutPage {
  readonly page: FacePage
  readonly parts: readonly PagePart[]
}

/** Thrown while a page is laid out; the renderer turns it into the error `text-overflow`. */
export class TextOverflow extends Error {
  readonly label: string
  readonly text: string
  constructor(label: string, text: string) {
    super(`no room for ${label}`)
    this.label = label
    this.text = text
  }
}

export interface LayoutRequest {
  readonly values: FaceValues
  readonly emptyText: string
  readonly purpose: 'electronic' | 'print' | 'overprint'
  readonly specimen: boolean
  readonly sealText: string
  readonly sealPicture: boolean
}

/** Fills the holes of a text. `empty` tells that it has holes and every one of them is empty. */
export function fillHoles(text: string, values: FaceValues): { filled: string; empty: boolean } {
  let holes = 0
  let full = 0
  const filled = text.replaceAll(/\{([A-Za-z][A-Za-z0-9.]*)\}/g, (_, id: string) => {
    const value = values[id] ?? ''
    holes++
    if (value !== '') full++
    return value
  })
  return { filled, empty: holes > 0 && full === 0 }
}

const SPECIMEN_STYLE = { font: 'song-bold' } as const
const SPECIMEN_COLOUR = tint({ c: 0, m: 90, y: 80, k: 0 }, 0.12)

/** 样例 across the page, under the text, in an opaque tint. */
function specimenLines(chain: FontChain, page: FacePage): readonly PlacedLine[] {
  const size = Math.min(page.width, page.height) * 0.34
  const glyphs = glyphsOf(chain, SPECIMEN_STYLE.font, '样例')
  const spacing = size * 0.45
  const width = lineWidth(glyphs, size, spacing)
  const angle = -Math.atan2(page.height, page.width) * 0.72
  const rise = (ASCENT - 0.5) * size
  const [cx, cy] = [page.width / 2, page.height / 2]
  return [
    {
      glyphs,
      x: cx - (width / 2) * Math.cos(angle) - rise * Math.sin(angle),
      baseline: cy - (width / 2) * Math.sin(angle) + rise * Math.cos(angle),
      size,
      spacing,
      colour: SPECIMEN_COLOUR,
      angle,
    },
  ]
}

class PageLayout {
  readonly parts: PagePart[] = []
  private readonly chain: FontChain
  private readonly request: LayoutRequest

  constructor(chain: FontChain, request: LayoutRequest) {
    this.chain = chain
    this.request = request
  }

  private lines(lines: readonly PlacedLine[], fixed = false): void {
    for (const line of lines) {
      if (line.glyphs.length > 0) this.parts.push({ kind: 'text', line: fixed ? { ...line, fixed } : line })
    }
  }

  text(text: string, style: TextStyle, box: Box, what: string, fixed = false): void {
    const fitted = fitParagraphs(paragraphsOf(this.chain, style, text), style, box)
    if (!fitted) throw new TextOverflow(what, text)
    this.lines(placeText(fitted, style, box), fixed)
  }

  specimen(page: FacePage): void {
    this.lines(specimenLines(this.chain, page), true)
  }

  private field(element: Extract<FaceElement, { kind: 'field' }>): void {
    if (this.request.purpose !== 'overprint') {
      const { labelBox, labelStyle, label } = element
      const y = labelBox.y + (labelBox.height - labelStyle.size) / 2
      this.lines(
        [placeJustified(glyphsOf(this.chain, labelStyle.font, label), labelStyle, { ...labelBox, y })],
        true,
      )
    }
    const { filled, empty } = fillHoles(element.text, this.request.values)
    this.text(empty ? this.request.emptyText : filled, element.style, element.box, element.label)
  }

  private rows(element: Extract<FaceElement, { kind: 'rows' }>): void {
    const overprint = this.request.purpose === 'overprint'
    const values = element.rows.map(row => {
      const { filled, empty } = fillHoles(row.text, this.request.values)
      return empty ? this.request.emptyText : filled
    })
    const placed = layOutRows(this.chain, element, values, !overprint)
    if (!placed) {
      const longest = values.reduce((a, b, i) => (b.length > (values[a] ?? '').length ? i : a), 0)
      throw new TextOverflow(element.rows[longest]?.label ?? '', values[longest] ?? '')
    }
    for (const row of placed) {
      if (!overprint) this.lines([row.label], true)
      this.lines(row.value)
    }
  }

  element(element: FaceElement): void {
    switch (element.kind) {
      case 'text': {
        const { filled, empty } = fillHoles(element.text, this.request.values)
        const fixed = filled === element.text
        if (!empty && filled !== '') this.text(filled, element.style, element.box, filled, fixed)
        return
      }
      case 'field':
        return this.field(element)
      case 'rows':
        return this.rows(element)
      case 'seal': {
        const { sealPicture, sealText, specimen } = this.request
        const lines = sealPicture ? [] : sealLines(this.chain, element.box, sealText, specimen)
        this.parts.push({ kind: 'seal', box: element.box, lines })
        return
      }
      case 'fill':
        if (element.when && (this.request.values[element.when.field] ?? '') !== element.when.is) return
        this.parts.push({ kind: 'element', element })
        return
      default:
        this.parts.push({ kind: 'element', element })
    }
  }
}

const isBackground = (element: FaceElement): boolean =>
  ['frame', 'ground', 'line', 'fill'].includes(element.kind)

/**
 * Lays out one page of a face.
 * @throws GlyphMissing, TextOverflow
 */
export function layOutPage(chain: FontChain, page: FacePage, request: LayoutRequest): LaidOutPage {
  const layout = new PageLayout(chain, request)
  let specimenDrawn = !request.specimen
  for (const group of groupsOf(page, request.purpose === 'overprint')) {
    const background = 'kind' in group ? isBackground(group) : true
    if (!background && !specimenDrawn) {
      layout.specimen(page)
      specimenDrawn = true
    }
    if ('kind' in group) layout.element(group)
    else layout.parts.push({ kind: 'art', elements: group })
  }
  if (!specimenDrawn) layout.specimen(page)
  return { page, parts: layout.parts }
}
