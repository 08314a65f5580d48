import { toHalfWidth } from '../codes/half-width.ts'
import { type KindDefinition, type NumberPattern } from '../kinds/kind.ts'
import { MAX_NUMBER, partsByPattern } from './patterns.ts'

/** A number as it is kept and compared: half-width, capitals, no blanks, and the brackets 〔〕 whatever was typed. */
export function normaliseNumber(kind: KindDefinition['id'], text: string): string {
  const plain = toHalfWidth(text)
    .replace(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '')
    .replace(/[[(【〔［〖]/gu, '〔')
    .replace(/[\])】〕］〗]/gu, '〕')
    .replace(/[‐‑‒–—―−﹣]/gu, '-')
    .toUpperCase()
  return kind === 'network-culture' && /\d$/.test(plain) && plain.includes('网文') ? `${plain}号` : plain
}

export interface RecognisedNumber {
  readonly number: string
  /**
   * `current` follows the pattern of new numbers, `older` one of the others; `unknown` follows none, which is a fault only
   * where the kind's layout is known (`strictness`).
   */
  readonly verdict: 'current' | 'older' | 'unknown'
  readonly strictness: NumberPattern['strictness']
  readonly pattern?: NumberPattern
  readonly parts?: Readonly<Record<string, string>>
}

/** Says which era a number is of. Never throws; a text that is too long is `unknown`. */
export function recogniseNumber(kind: KindDefinition, text: string): RecognisedNumber {
  const number = text.length > 4 * MAX_NUMBER ? text.slice(0, 4 * MAX_NUMBER) : normaliseNumber(kind.id, text)
  for (const [index, pattern] of kind.number.patterns.entries()) {
    const parts = partsByPattern(pattern.pattern, number)
    if (!parts) continue
    return {
      number,
      verdict: index === 0 ? 'current' : 'older',
      strictness: pattern.strictness,
      pattern,
      parts,
    }
  }
  return { number, verdict: 'unknown', strictness: kind.number.patterns[0]?.strictness ?? 'warning' }
}

/** The named parts of a number of any era (`year`, `province`, `serial` …); undefined when no pattern knows it. */
export const parseNumber = (
  kind: KindDefinition,
  text: string,
): Readonly<Record<string, string>> | undefined => recogniseNumber(kind, text).parts
