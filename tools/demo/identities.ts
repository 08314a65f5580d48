import { citizenIdCheck } from '../../shared/domain/codes/citizen-id.ts'
import { usccCheck } from '../../shared/domain/codes/uscc.ts'

/** Invented codes with right check characters, each given once. */
export interface Identities {
  /** `registry`: 91 enterprise, 92 individual business, 93 farmers' cooperative. `region`: six digits. */
  organisation(region: string, registry?: '91' | '92' | '93'): string
  /** `region` is a province's own code, which no card has. `birthDate` as YYYY-MM-DD, `gender` 1 or 2. */
  person(region: string, birthDate: string, gender: '1' | '2'): string
}

/** GB 11714: the ninth character of a body's code. */
function bodyCheck(digits: string): string {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((total, w, i) => total + w * Number(digits.charAt(i)), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * Codes of a file. Bodies begin with four zeros, which the register of enterprises never gave out, and go up from `start`,
 * so that no two files share one.
 */
export function identities(start: number): Identities {
  let body = start
  const sequences = new Map<string, number>()
  return {
    organisation(region, registry = '91') {
      const digits = String(body++).padStart(8, '0')
      const first = `${registry}${region}${digits}${bodyCheck(digits)}`
      return first + usccCheck(first)
    },
    person(region, birthDate, gender) {
      const day = `${region}${birthDate.replaceAll('-', '')}`
      const nth = sequences.get(day) ?? (start % 400) + 1
      sequences.set(day, nth + 1)
      const first = day + String(2 * nth + (gender === '1' ? 1 : 0)).padStart(3, '0')
      return first + citizenIdCheck(first)
    },
  }
}
