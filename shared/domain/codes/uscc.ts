import { normaliseCode } from './half-width.ts'

/** GB 32100-2015: 31 characters, without I O S V Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/**
 * `check-failed` is a warning, never a refusal: legal codes from the early pilots fail the check.
 * `old-registration` is the 15-digit registration number that stood here before 2015 and still does in old rows.
 */
export type UsccVerdict = 'valid' | 'check-failed' | 'old-registration' | 'malformed'

export interface UsccReport {
  readonly verdict: UsccVerdict
  /** Half-width, upper-case, without white space. */
  readonly code: string
  readonly parts?: {
    readonly registry: string
    readonly bodyClass: string
    /** GB/T 2260 region of the registering body. */
    readonly region: string
    /** GB 11714 code of the body. */
    readonly body: string
    readonly check: string
  }
  readonly expectedCheck?: string
  /** One of the published legal codes that fail the check. */
  readonly knownException?: boolean
}

/** Legal codes of early pilots whose check character is wrong. */
export const LEGAL_FAILING_USCCS: readonly string[] = [
  '91350211M0000XUF46',
  '91350100M0001TGQXM',
  '91350203M0001FUE2P',
]

/** The 18th character for the first 17. @throws on characters outside GB 32100's alphabet */
export function usccCheck(first17: string): string {
  if (first17.length !== 17) throw new Error('a USCC has 17 characters before its check')
  let sum = 0
  WEIGHTS.forEach((weight, i) => {
    const value = ALPHABET.indexOf(first17.charAt(i))
    if (value < 0) throw new Error('not in the alphabet of GB 32100')
    sum += weight * value
  })
  // The second remainder matters: without it a sum that is a multiple of 31 runs over the end.
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** Judges a 统一社会信用代码 as typed. */
export function inspectUscc(text: string): UsccReport {
  const code = normaliseCode(text)
  if (/^\d{15}$/.test(code)) return { verdict: 'old-registration', code }
  if (!SHAPE.test(code)) return { verdict: 'malformed', code }
  const parts = {
    registry: code.charAt(0),
    bodyClass: code.charAt(1),
    region: code.slice(2, 8),
    body: code.slice(8, 17),
    check: code.charAt(17),
  }
  const expectedCheck = usccCheck(code.slice(0, 17))
  if (expectedCheck === parts.check) return { verdict: 'valid', code, parts, expectedCheck }
  return {
    verdict: 'check-failed',
    code,
    parts,
    expectedCheck,
    knownException: LEGAL_FAILING_USCCS.includes(code),
  }
}
