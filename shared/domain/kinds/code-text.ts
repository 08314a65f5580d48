import { toHalfWidth } from '../codes/half-width.ts'
import { type CodeEntry, type CodeTable, type KindDefinition } from './kind.ts'

const form = (text: string): string =>
  toHalfWidth(text)
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/[[〔【]/gu, '(')
    .replace(/[\]〕】]/gu, ')')
    .toLowerCase()

export const tableOf = (
  kind: Pick<KindDefinition, 'codeTables'>,
  id: string | undefined,
): CodeTable | undefined => kind.codeTables.find(table => table.id === id)

/** The Chinese label of a code, or the text itself where the table has no such code (free text, codes of older packs). */
export const codeLabel = (
  kind: Pick<KindDefinition, 'codeTables'>,
  table: string | undefined,
  code: string,
): string => tableOf(kind, table)?.entries.find(entry => entry.code === code)?.label.zh ?? code

/** Names of a table's entries in their compared form, worked out once: an import asks for every row. */
const namesOfTable = new WeakMap<CodeTable, ReadonlyMap<string, CodeEntry>>()

function namesIn(table: CodeTable): ReadonlyMap<string, CodeEntry> {
  const known = namesOfTable.get(table)
  if (known) return known
  const names = new Map<string, CodeEntry>()
  for (const entry of table.entries)
    for (const name of [entry.code, entry.label.zh, entry.label.en, ...(entry.synonyms ?? [])])
      if (!names.has(form(name))) names.set(form(name), entry)
  namesOfTable.set(table, names)
  return names
}

/** The entry that a text means: its code, its label in either language, or a synonym. */
export const entryOf = (table: CodeTable, text: string): CodeEntry | undefined =>
  namesIn(table).get(form(text))

/** Cuts a text at the first level of brackets: 、 ； ; ， , and line ends part items, but not inside brackets. */
function pieces(text: string): readonly { readonly text: string; readonly mark: string }[] {
  const out: { text: string; mark: string }[] = []
  let depth = 0
  let current = ''
  for (const char of text) {
    if ('（([【〔《'.includes(char)) depth++
    if ('）)]】〕》'.includes(char)) depth = Math.max(0, depth - 1)
    if (depth === 0 && '、；;，,\n\r'.includes(char)) {
      out.push({ text: current, mark: char })
      current = ''
    } else current += char
  }
  out.push({ text: current, mark: '' })
  return out
}

/** Labels that hold a separator themselves (展览、比赛活动) are joined again: at most this many pieces. */
const JOINED = 4

/** The items of a list as typed; neighbours that only together are an entry of the table stay together. */
export function splitItems(text: string, table: CodeTable | undefined): readonly string[] {
  const parts = pieces(text)
  const items: string[] = []
  for (let at = 0; at < parts.length;) {
    let taken = 1
    let item = parts[at]?.text ?? ''
    for (let n = Math.min(JOINED, parts.length - at); n > 1 && table; n--) {
      const joined = parts
        .slice(at, at + n)
        .map((part, i) => part.text + (i < n - 1 ? part.mark : ''))
        .join('')
      if (!entryOf(table, joined)) continue
      taken = n
      item = joined
      break
    }
    if (item.trim() !== '') items.push(item.trim())
    at += taken
  }
  return items
}
