import { integerOf, isKind, type PdfDict, type PdfString } from './pdf/objects.ts'

/** What one signature covers: everything before `end`, apart from its own Contents string. */
export interface SignedRange {
  readonly gapStart: number
  readonly gapEnd: number
  readonly end: number
  readonly contents: PdfString
}

type RangeProblem =
  | 'contents-missing'
  | 'contents-empty'
  | 'byte-range-malformed'
  | 'byte-range-outside'
  | 'gap-is-not-contents'
  | 'dictionary-ambiguous'

function fourIntegers(dict: PdfDict): readonly [number, number, number, number] | undefined {
  const range = dict.entries.get('ByteRange')
  if (!isKind(range, 'array') || range.items.length !== 4) return undefined
  const [a, b, c, d] = range.items.map(integerOf)
  return a === 0 && b !== undefined && c !== undefined && d !== undefined ? [a, b, c, d] : undefined
}

/**
 * Enforces the shape that leaves nothing to interpretation: four direct integers from 0, ascending and inside the file,
 * and a gap that is exactly this dictionary's own Contents string with its brackets.
 */
export function signedRange(dict: PdfDict, bytes: Uint8Array): SignedRange | RangeProblem {
  if (dict.ambiguous && !dict.doubledType) return 'dictionary-ambiguous'
  const contents = dict.entries.get('Contents')
  if (!isKind(contents, 'string')) return 'contents-missing'
  if (contents.bytes.every(b => b === 0)) return 'contents-empty'
  const numbers = fourIntegers(dict)
  if (!numbers) return 'byte-range-malformed'
  const [, gapStart, gapEnd, rest] = numbers
  const end = gapEnd + rest
  if (gapEnd <= gapStart + 2 || end > bytes.length || rest === 0) return 'byte-range-outside'
  const own = contents.hex && contents.start === gapStart && contents.end === gapEnd
  const text = own ? Buffer.from(bytes.subarray(gapStart, gapEnd)).toString('latin1') : ''
  if (!/^<(?:[0-9a-fA-F]{2})+>$/.test(text)) return 'gap-is-not-contents'
  return { gapStart, gapEnd, end, contents }
}

/** Whether the hexadecimal digits are all of one case, so that no byte of the gap can change without a trace. */
export function oneCase({ gapStart, gapEnd }: SignedRange, bytes: Uint8Array): boolean {
  let upper = false
  let lower = false
  for (let i = gapStart + 1; i < gapEnd - 1; i++) {
    const c = bytes[i] ?? 0
    if (c >= 0x61) lower = true
    else if (c >= 0x41) upper = true
  }
  return !(upper && lower)
}
