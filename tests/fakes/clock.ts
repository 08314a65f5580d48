import { type Clock } from '../../electron/ports/platform.ts'
import { instantFromMillis, millisOf, type Instant } from '../../shared/kernel/instant.ts'

/** A clock that stands still until a test moves it, forwards or backwards. */
export interface FakeClock extends Clock {
  set(at: string): void
  advance(by: { readonly days?: number; readonly minutes?: number; readonly seconds?: number }): void
}

export function fakeClock(start = '2026-03-02T01:00:00.000Z'): FakeClock {
  let at = millisOf(start as Instant)
  return {
    now: () => instantFromMillis(at),
    set(text) {
      at = millisOf(text as Instant)
    },
    advance({ days = 0, minutes = 0, seconds = 0 }) {
      at += ((days * 24 * 60 + minutes) * 60 + seconds) * 1000
    },
  }
}
