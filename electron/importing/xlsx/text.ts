/** ST_Xstring (ECMA-376 part 1, 22.9.2.19): a character that XML cannot hold is written `_xHHHH_`. */
const ESCAPED = /_x([0-9a-fA-F]{4})_/g

export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Controls but tab and line feed (XML turns a carriage return into a line feed), and the two non-characters. */
const NOT_IN_XML = /(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, c => MARKUP[c] ?? c)

/** A text as XML content that a spreadsheet reads back as the same text; half a surrogate pair becomes U+FFFD. */
export function escapeText(text: string): string {
  const safe = text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(NOT_IN_XML, c => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
  return escapeMarkup(safe)
}
