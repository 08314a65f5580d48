/** Full-width forms (U+FF01…U+FF5E) and the ideographic space become their ASCII twins; nothing else changes. */
export function toHalfWidth(text: string): string {
  let out = ''
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0
    if (point >= 0xff01 && point <= 0xff5e) out += String.fromCodePoint(point - 0xfee0)
    else out += point === 0x3000 ? ' ' : char
  }
  return out
}

/** A code as it is compared: half-width, upper-case, without white space or the invisible marks that spreadsheets paste in. */
export const normaliseCode = (text: string): string =>
  toHalfWidth(text)
    .replace(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '')
    .toUpperCase()
