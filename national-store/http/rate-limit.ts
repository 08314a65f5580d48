/** Tokens that a caller has in hand at most, and how many come back in a second. */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

/** Our defaults: a workstation that drains its queue stays far below; whoever tries codes does not. */
export const ALLOWANCES = {
  certificate: { burst: 400, perSecond: 100 },
  address: { burst: 60, perSecond: 10 },
  pairing: { burst: 10, perSecond: 0.2 },
} as const satisfies Readonly<Record<string, Allowance>>

export interface RateLimit {
  /** Takes one token. @returns 0, or after how many whole seconds the next one is there */
  take(kind: keyof typeof ALLOWANCES, who: string): number
}

interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** As many callers as are remembered; whoever is forgotten begins with a full hand. */
const MAX_CALLERS = 20_000

/** Buckets in this process's memory: several processes beside each other allow as many times as much. */
export function createRateLimit(
  millis: () => number,
  allowances: Readonly<Record<keyof typeof ALLOWANCES, Allowance>> = ALLOWANCES,
): RateLimit {
  const buckets = new Map<string, Bucket>()
  return {
    take(kind, who) {
      const { burst, perSecond } = allowances[kind]
      const key = `${kind} ${who}`
      const now = millis()
      const before = buckets.get(key) ?? { tokens: burst, at: now }
      const tokens = Math.min(burst, before.tokens + (Math.max(0, now - before.at) / 1000) * perSecond)
      const isAllowed = tokens >= 1
      // Set anew, so that the map keeps those who came last at its end.
      buckets.delete(key)
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now })
      if (buckets.size > MAX_CALLERS) buckets.delete(buckets.keys().next().value ?? '')
      return isAllowed ? 0 : Math.ceil((1 - tokens) / perSecond)
    },
  }
}
