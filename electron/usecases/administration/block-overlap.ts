import { numberAt, type NumberBlock } from '../../../shared/domain/numbering/block.ts'

const HOLE = /\{[a-z]+:([1-9])\}/g
const DIGIT = '\0'

/** The form of every number of a block: its letters, and a mark where a digit of a counter stands. */
const maskOf = (block: NumberBlock): string =>
  block.template.replace(HOLE, (_hole, width: string) => DIGIT.repeat(Number(width)))

function masksMeet(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const fits = (x: string, y: string): boolean => x === y || (x === DIGIT && (y === DIGIT || /\d/.test(y)))
  return [...a].every((x, i) => fits(x, b.charAt(i)) || fits(b.charAt(i), x))
}

/** Blocks of one template: number i of a is number j of b when every counter says the same i − j. */
function shiftedOverlap(a: NumberBlock, b: NumberBlock): number | undefined {
  const shifts = Object.entries(a.counters).map(
    ([name, counter]) => (b.counters[name]?.from ?? 0) - counter.from,
  )
  const [shift = 0] = shifts
  if (shifts.some(other => other !== shift)) return undefined
  const first = Math.max(0, shift)
  return first < Math.min(a.count, b.count + shift) ? first : undefined
}

/** The first number that both blocks hold, or undefined. Blocks of different kinds never share one: numbers are apart by kind. */
export function sharedNumber(a: NumberBlock, b: NumberBlock): string | undefined {
  if (a.kind !== b.kind || !masksMeet(maskOf(a), maskOf(b))) return undefined
  if (a.template === b.template) {
    const index = shiftedOverlap(a, b)
    return index === undefined ? undefined : numberAt(a, index)
  }
  const numbers = new Set<string>()
  for (let i = 0; i < a.count; i++) numbers.add(numberAt(a, i))
  for (let i = 0; i < b.count; i++) {
    const number = numberAt(b, i)
    if (numbers.has(number)) return number
  }
  return undefined
}
