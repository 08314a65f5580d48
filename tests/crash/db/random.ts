/** A seeded generator of numbers in [0, 1), so that a failing round can be run again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** LW_CRASH_ROUNDS multiplies the rounds of every crash test; 1 is the quick run of each day. */
export const SCALE = Math.max(1, Number(process.env['LW_CRASH_ROUNDS'] ?? 1) || 1)

/** Milliseconds that a scaled test may take. */
export const PATIENCE = 120_000 * SCALE
