import { civilDate, type CivilDate } from '../../kernel/instant.ts'
import { normaliseCode } from './half-width.ts'

/** GB 11643-1999. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/** `old-form` is the 15-digit number of GB 11643-1989, no longer issued; `no-such-day` has a birth date that no calendar has. */
export type CitizenIdVerdict = 'valid' | 'check-failed' | 'no-such-day' | 'old-form' | 'malformed'

export interface CitizenIdReport {
  readonly verdict: CitizenIdVerdict
  /** Half-width, upper-case, without white space. */
  readonly id: string
  /** GB/T 2260 region of the first registration; it may have been abolished since. */
  readonly region?: string
  readonly birthDate?: CivilDate
  /** GB/T 2261.1: 1 male, 2 female. */
  readonly gender?: '1' | '2'
  readonly expectedCheck?: string
}

/** The 18th character for the first 17 digits (MOD 11-2). @throws on anything but 17 digits */
export function citizenIdCheck(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new Error('a citizen ID has 17 digits before its check')
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17.charAt(i)), 0)
  return CHECKS.charAt(sum % 11)
}

const dayOf = (digits: string): CivilDate | undefined =>
  civilDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))

const genderOf = (sequence: string): '1' | '2' => (Number(sequence) % 2 === 1 ? '1' : '2')

/** Judges a 公民身份号码 as typed, and reads region, birth date and gender out of it. */
export function inspectCitizenId(text: string): CitizenIdReport {
  const id = normaliseCode(text)
  if (/^\d{15}$/.test(id)) return inspectOldForm(id)
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return { verdict: 'malformed', id }
  const region = id.slice(0, 6)
  const birthDate = dayOf(id.slice(6, 14))
  if (!birthDate) return { verdict: 'no-such-day', id, region }
  const expectedCheck = citizenIdCheck(id.slice(0, 17))
  const verdict = expectedCheck === id.charAt(17) ? 'valid' : 'check-failed'
  return { verdict, id, region, birthDate, gender: genderOf(id.slice(14, 17)), expectedCheck }
}

function inspectOldForm(id: string): CitizenIdReport {
  const region = id.slice(0, 6)
  const birthDate = dayOf(`19${id.slice(6, 12)}`)
  if (!birthDate || id.startsWith('0')) return { verdict: 'malformed', id }
  return { verdict: 'old-form', id, region, birthDate, gender: genderOf(id.slice(12)) }
}

/** The 18-digit number that stands for a 15-digit one; undefined when the text is not a 15-digit number. */
export function upgradeCitizenId(text: string): string | undefined {
  const report = inspectCitizenId(text)
  if (report.verdict !== 'old-form') return undefined
  const first17 = `${report.id.slice(0, 6)}19${report.id.slice(6)}`
  return first17 + citizenIdCheck(first17)
}
