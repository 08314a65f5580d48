/** What has no meaning in a name: controls, invisible marks, halves of characters, white space, dots between names. */
const SILENT = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}.。·•‧∙⋅・●ᐧ⸱]/gu

const BRACKETS = /[\p{Ps}\p{Pe}<>]/gu

/** Stands behind a name's last character in its last gram; no folded name holds it. */
export const NAME_END = '\u001f'

/**
 * A name as it is compared: without case, width, spaces, middle dots and compatibility forms, so that 阿不都·热合曼,
 * 阿不都.热合曼 and 阿不都热合曼 are one, and ＡＢＣ（北京） is abc(北京).
 */
export const foldName = (name: string): string =>
  name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(SILENT, '')

/**
 * A licence number as it is searched: 京网文〔2023〕1034-029号, 京网文[2023]1034-029 and 京网文（2023）1034–029号 are one.
 * Brackets go, dashes become `-`, the last 号 goes.
 */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/gu, '')
    .replace(BRACKETS, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/号$/u, '')

/** A login as it is compared: without case, width and space around. */
export const loginKey = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

function pairs(characters: readonly string[]): Set<string> {
  const out = new Set<string>()
  for (let i = 1; i < characters.length; i++) out.add(`${characters[i - 1]}${characters[i]}`)
  return out
}

/** The grams that a folded name is filed under: its pairs of neighbours, and its last character with the end mark. */
export function gramsOfName(folded: string): readonly string[] {
  const characters = Array.from(folded)
  const last = characters.at(-1)
  if (last === undefined) return []
  return [...pairs(characters).add(last + NAME_END)]
}

/** The grams that every name holding this folded part must have; none for a single character. */
export const gramsOfPart = (folded: string): readonly string[] => [...pairs(Array.from(folded))]
