import { type Page } from '../../../shared/domain/licence/licence.ts'

/** No list gives more at once, whatever is asked for. */
export const LARGEST_PAGE = 500

/** The limit of a page: at most LARGEST_PAGE. @throws RangeError when it is not a positive whole number. */
export function pageLimit(limit: number, largest: number = LARGEST_PAGE): number {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`not a page limit: ${limit}`)
  return Math.min(limit, largest)
}

/** A cursor is the row's place in its table. @throws RangeError for a cursor that no page gave. */
export function cursorSeq(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw new RangeError('not a cursor of this list')
  return Number(cursor)
}

/** Cuts `limit + 1` rows down to a page; the row too many says that there is a next one. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  seqOf: (row: R) => number,
  item: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    cursor: rows.length > limit && last !== undefined ? String(seqOf(last)) : null,
  }
}
