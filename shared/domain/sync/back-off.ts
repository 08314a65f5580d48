/** Why nothing could be settled just now. */
export type Trouble = 'no-network' | 'busy' | 'fault' | 'certificate' | 'clock'

interface Pace {
  readonly firstMs: number
  readonly mostMs: number
}

/** No wait is longer, whatever the cause. */
export const LONGEST_WAIT_MS = 10 * 60_000

/** Our defaults. A network comes and goes; a refused certificate or a wrong clock does not mend itself by asking. */
const PACES: Readonly<Record<Trouble, Pace>> = {
  'no-network': { firstMs: 5_000, mostMs: 5 * 60_000 },
  busy: { firstMs: 15_000, mostMs: LONGEST_WAIT_MS },
  fault: { firstMs: 10_000, mostMs: LONGEST_WAIT_MS },
  certificate: { firstMs: 60_000, mostMs: LONGEST_WAIT_MS },
  clock: { firstMs: 60_000, mostMs: LONGEST_WAIT_MS },
}

/**
 * Milliseconds until the next try after so many in a row that failed (1, 2, 3 …): doubled each time up to a limit, and then
 * somewhere between half of that and the whole, so that workstations that lost the store together do not come back together.
 * `random` is from 0 to 1.
 */
export function waitMs(trouble: Trouble, failures: number, random: number): number {
  const { firstMs, mostMs } = PACES[trouble]
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)))
  return Math.round(full / 2 + (full / 2) * Math.min(1, Math.max(0, random)))
}
