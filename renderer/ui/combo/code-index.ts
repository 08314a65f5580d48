import { toHalfWidth } from '../../../shared/domain/codes/half-width.ts'
import { type InitialsOf } from './initials.ts'

export interface CodeOption {
  readonly code: string
  readonly label: string
}

export interface CodeIndex {
  /** Positions of the options that the text finds by Chinese, initials or code, the likeliest first. */
  find(text: string): readonly number[]
  /** Position of the option whose label or code the text is, if just one is. */
  exact(text: string): number | undefined
}

/** Nearly every label is of these signs only, and needs no look at each. */
const PLAIN = /^[\u0020-\u007e\u4e00-\u9fff]*$/

const fold = (text: string): string => (PLAIN.test(text) ? text : toHalfWidth(text)).trim().toLowerCase()

/**
 * Everything that a search needs, laid out once in flat arrays: 100,000 labels are a million signs, and looking through all of
 * them takes milliseconds. A sign of the query fits a sign of the label when it is the same or begins one of its readings.
 */
export function createCodeIndex(options: readonly CodeOption[], initialsOf: InitialsOf): CodeIndex {
  const labels = options.map(option => fold(option.label))
  const codes = options.map(option => fold(option.code))
  const starts = new Uint32Array(options.length + 1)
  labels.forEach((label, i) => (starts[i + 1] = (starts[i] ?? 0) + label.length))
  const total = starts[options.length] ?? 0
  const units = new Uint16Array(total)
  const bits = new Uint32Array(total)
  labels.forEach((label, i) => fill(label, starts[i] ?? 0, units, bits, initialsOf))

  /** Where in a label the query begins: 0 at its head, 1 within it, -1 nowhere. */
  const place = (i: number, query: Query): number => {
    const from = starts[i] ?? 0
    const last = (starts[i + 1] ?? 0) - query.units.length
    for (let at = from; at <= last; at++) {
      let n = 0
      while (n < query.units.length && fits(units[at + n] ?? 0, bits[at + n] ?? 0, query, n)) n++
      if (n === query.units.length) return at === from ? 0 : 1
    }
    return -1
  }

  return {
    find(text) {
      const folded = fold(text)
      if (folded === '') return options.map((_, i) => i)
      const query = queryOf(folded)
      const ranks: number[][] = [[], [], [], [], []]
      for (let i = 0; i < options.length; i++) {
        const code = codes[i] ?? ''
        const at = code === folded || labels[i] === folded ? 0 : code.startsWith(folded) ? 1 : undefined
        const within = at === undefined ? place(i, query) : -1
        const rank = at ?? (within >= 0 ? 2 + within : code.includes(folded) ? 4 : undefined)
        if (rank !== undefined) ranks[rank]?.push(i)
      }
      return ranks.flat()
    },
    exact(text) {
      const folded = fold(text)
      if (folded === '') return undefined
      const byCode = codes.indexOf(folded)
      if (byCode >= 0) return byCode
      const byLabel = labels.indexOf(folded)
      return byLabel >= 0 && labels.indexOf(folded, byLabel + 1) < 0 ? byLabel : undefined
    },
  }
}

interface Query {
  readonly units: Uint16Array
  /** The letter's bit; 0 for what is no letter. */
  readonly bits: Uint32Array
}

function queryOf(text: string): Query {
  const units = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  return { units, bits: Uint32Array.from(units, unit => (unit >= 97 && unit <= 122 ? 1 << (unit - 97) : 0)) }
}

const fits = (unit: number, bits: number, query: Query, n: number): boolean =>
  unit === query.units[n] || (bits & (query.bits[n] ?? 0)) !== 0

/** A sign outside the basic plane has its reading on its first half; the second half fits only itself. */
function fill(
  label: string,
  from: number,
  units: Uint16Array,
  bits: Uint32Array,
  initialsOf: InitialsOf,
): void {
  let at = from
  for (const sign of label) {
    bits[at] = initialsOf(sign)
    for (let n = 0; n < sign.length; n++) units[at++] = sign.charCodeAt(n)
  }
}
