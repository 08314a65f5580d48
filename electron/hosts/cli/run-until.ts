import { setTimeout as wait } from 'node:timers/promises'

interface Round {
  readonly waiting: number
  readonly nextTry: string | null
}

const LEAST_MS = 500

/** Tries again whenever it is time, until nothing waits that could go, or the signal ends it. */
export async function runUntil<R extends Round>(
  signal: AbortSignal,
  round: () => Promise<R>,
): Promise<R | undefined> {
  for (;;) {
    const done = await round()
    if (signal.aborted || done.nextTry === null) return done
    const ms = Math.max(LEAST_MS, Date.parse(done.nextTry) - Date.now())
    await wait(ms, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return done
  }
}
