/** A source of chances that gives the same for the same seed, on every machine. */
export interface Random {
  /** Whole number, both ends included. */
  int(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
  /** Some of a list, in the list's own order. */
  some<T>(list: readonly T[], count: number): readonly T[]
}

/** Mulberry32: small, even enough for invented names. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    const item = list[int(0, list.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  return {
    int,
    pick,
    chance: share => next() < share,
    some(list, count) {
      const left = list.map((_, i) => i)
      const taken = new Set<number>()
      while (taken.size < Math.min(count, list.length)) {
        const at = pick(left)
        left.splice(left.indexOf(at), 1)
        taken.add(at)
      }
      return list.filter((_, i) => taken.has(i))
    },
  }
}
