import { type Page } from '../../../shared/domain/licence/licence.ts'

const PAGE = 500

/** Goes through pages until `limit` items were handed over. @returns how many, and whether there are more */
export function eachOfPages<T>(
  limit: number,
  fetch: (query: { readonly limit: number; readonly after?: string }) => Page<T>,
  use: (item: T) => void,
): { readonly shown: number; readonly more: boolean } {
  let shown = 0
  let after: string | null = null
  do {
    const size = Math.min(PAGE, limit - shown)
    const page: Page<T> = fetch(after === null ? { limit: size } : { limit: size, after })
    for (const item of page.items) use(item)
    shown += page.items.length
    after = page.cursor
  } while (after !== null && shown < limit)
  return { shown, more: after !== null }
}
