const MARKS = /[*＊※★☆●▲:：_\-—·.。、,，/\\|"“”'’‘\s\u200b-\u200d\u2060\ufeff]/gu
const OBLIGATION = /[(（[【〔［](必填项?|选填项?|必须|可选|required|optional)[)）\]】〕］]/giu
const BRACKETED = /[([{【〔〈《<][^)\]}】〕〉》>]*[)\]}】〕〉》>]/gu
const BRACKETS = /[()[\]{}【】〔〕〈〉《》<>]/gu

/** NFKC folds full width to half width (`ＩＤ` → `id`, `（` → `(`) and `㎡` to `m2`. */
const folded = (text: string): string => text.normalize('NFKC').replace(OBLIGATION, '').toLowerCase()

/** A heading as it is compared: no marks, no blanks, no brackets; what the brackets hold is kept (`有效期（起）` → `有效期起`). */
export const fullForm = (heading: string): string =>
  folded(heading)
    .replace(BRACKETS, '')
    .replace(MARKS, '')
    .replace(/^\d+(?=\p{sc=Han})/u, '')

/** The same without what stands in brackets: units and remarks (`使用面积（平方米）` → `使用面积`). */
export const bareForm = (heading: string): string => fullForm(folded(heading).replace(BRACKETED, ''))

/** Both forms, the full one first, once each, never empty. */
export function comparedForms(heading: string): readonly string[] {
  const full = fullForm(heading)
  const bare = bareForm(heading)
  return [full, bare].filter((form, i, all) => form !== '' && all.indexOf(form) === i)
}

/** Steps between two texts in code points: insertion, deletion, replacement, exchange of neighbours. */
export function editDistance(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  let before: number[] = []
  let last = right.map((_, i) => i).concat(right.length)
  for (const [i, x] of left.entries()) {
    const row = [i + 1]
    for (const [j, y] of right.entries()) {
      const replaced = (last[j] ?? 0) + (x === y ? 0 : 1)
      let best = Math.min(replaced, (last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1)
      const swapped = i > 0 && j > 0 && x === right[j - 1] && left[i - 1] === y
      if (swapped) best = Math.min(best, (before[j - 1] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[right.length] ?? 0
}
