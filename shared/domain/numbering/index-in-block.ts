import { numberAt, type NumberBlock } from './block.ts'

const HOLE = /\{([a-z]{1,16}):([1-9])\}/

/**
 * The place of a number in a block, 0 … count−1; undefined when the block does not hold it. The number in its kept form
 * (`normaliseNumber`): nothing is forgiven here.
 */
export function indexInBlock(block: NumberBlock, number: string): number | undefined {
  const hole = HOLE.exec(block.template) // the first counter says the place, the others must agree
  if (!hole) return undefined
  const digits = number.slice(hole.index, hole.index + Number(hole[2]))
  if (!/^\d+$/.test(digits)) return undefined
  const index = Number(digits) - (block.counters[hole[1] ?? '']?.from ?? Number.NaN)
  if (!Number.isInteger(index) || index < 0 || index >= block.count) return undefined
  return numberAt(block, index) === number ? index : undefined
}
