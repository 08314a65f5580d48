import { type FaceElement, type TextStyle } from '../../../shared/domain/face/face.ts'
import { type FontChain } from '../fonts/font-chain.ts'
import { fitParagraphs, paragraphsOf, setAtSize, sizesDownTo, type FittedText } from './fit-text.ts'
import { glyphsOf, type Glyph } from './glyphs.ts'
import { placeJustified, placeText, type PlacedLine } from './place-text.ts'

export type RowsElement = Extract<FaceElement, { readonly kind: 'rows' }>

/** One row at its place. */
export interface PlacedRow {
  readonly label: PlacedLine
  readonly value: readonly PlacedLine[]
  /** Millimetres from the top of the page to the row's lower edge. */
  readonly bottom: number
}

/** Rows keep their own places as long as their text is at least this part of its full size. */
const COMFORT = 0.86

/** Least space between two rows, in ems. */
const ROW_GAP = 0.62

/** Labels keep at least this part of their size. */
const SMALLEST_LABEL = 0.75

type Paragraphs = readonly (readonly Glyph[])[]

interface Slot {
  readonly top: number
  readonly text: FittedText
  /** Labels shrink with their values where rows move, never where they are pre-printed. */
  readonly labelScale: number
}

const valueWidth = (rows: RowsElement): number => rows.box.width - rows.labelWidth - rows.gap

/** Every row in its own share of the block; undefined when one does not fit there. */
function fixedSlots(
  rows: RowsElement,
  texts: readonly Paragraphs[],
  floor: number,
): readonly Slot[] | undefined {
  const shares = rows.rows.reduce((sum, row) => sum + row.share, 0)
  const unit = rows.box.height / shares
  const style: TextStyle = { ...rows.style, fit: rows.style.fit ?? 'wrap-first' }
  const slots: Slot[] = []
  let top = rows.box.y
  for (const [i, row] of rows.rows.entries()) {
    const height = row.share * unit - ROW_GAP * style.size
    const text = fitParagraphs(texts[i] ?? [], style, { width: valueWidth(rows), height }, floor)
    if (!text) return undefined
    slots.push({ top, text, labelScale: 1 })
    top += row.share * unit
  }
  return slots
}

/** All rows at one size, as large as fits, with the spare height between them; undefined when nothing fits. */
function flowingSlots(rows: RowsElement, texts: readonly Paragraphs[]): readonly Slot[] | undefined {
  for (const size of sizesDownTo(rows.style.size, rows.style.minSize)) {
    const set = texts.map(text => setAtSize(text, valueWidth(rows), size, rows.style))
    const gaps = Math.max(1, set.length - 1)
    const spare = rows.box.height - set.reduce((sum, text) => sum + text.height, 0)
    if (spare < gaps * ROW_GAP * size) continue
    const gap = spare / Math.max(1, set.length)
    let top = rows.box.y
    return set.map(text => {
      const slot = { top, text, labelScale: Math.max(SMALLEST_LABEL, size / rows.style.size) }
      top += text.height + gap
      return slot
    })
  }
  return undefined
}

function placeRow(chain: FontChain, rows: RowsElement, label: string, slot: Slot): PlacedRow {
  const labelStyle = { ...rows.labelStyle, size: rows.labelStyle.size * slot.labelScale }
  const labelSize = labelStyle.size
  // The label and the first line of the value share a baseline, whatever size the value has.
  const labelTop = slot.top - (labelSize - slot.text.size) * 0.88
  return {
    label: placeJustified(glyphsOf(chain, labelStyle.font, label), labelStyle, {
      x: rows.box.x,
      y: labelTop,
      width: rows.labelWidth,
    }),
    value: placeText(
      slot.text,
      { ...rows.style, valign: 'top' },
      {
        x: rows.box.x + rows.labelWidth + rows.gap,
        y: slot.top,
        width: valueWidth(rows),
        height: slot.text.height,
      },
    ),
    bottom: slot.top + slot.text.height,
  }
}

/**
 * Lays out labelled rows. `mayMove` is false on pre-printed paper. Undefined when the text does not fit at the smallest size.
 * @throws GlyphMissing
 */
export function layOutRows(
  chain: FontChain,
  rows: RowsElement,
  values: readonly string[],
  mayMove: boolean,
): readonly PlacedRow[] | undefined {
  const texts = values.map(value => paragraphsOf(chain, rows.style, value))
  const floor = mayMove ? Math.max(rows.style.minSize, rows.style.size * COMFORT) : rows.style.minSize
  const slots = fixedSlots(rows, texts, floor) ?? (mayMove ? flowingSlots(rows, texts) : undefined)
  return slots?.map((slot, i) => placeRow(chain, rows, rows.rows[i]?.label ?? '', slot))
}
