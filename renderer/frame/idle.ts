/** The core counts the idle time; it need not hear of every key. */
const TOUCH_EVERY_MS = 30_000

interface IdleOptions {
  readonly now: () => number
  /** The person did something. */
  readonly touch: () => void
  readonly lock: () => void
}

/** Tells the core that somebody is there, at most every 30 seconds, and locks when nobody was for so many minutes. */
export function createIdleWatch({ now, touch, lock }: IdleOptions) {
  let lastActive = now()
  let lastTouch = Number.NEGATIVE_INFINITY
  return {
    active(): void {
      lastActive = now()
      if (lastActive - lastTouch < TOUCH_EVERY_MS) return
      lastTouch = lastActive
      touch()
    },
    /** To be called now and then while somebody is signed in. */
    check(minutes: number): void {
      if (now() - lastActive >= minutes * 60_000) lock()
    },
    /** Somebody has just signed in or unlocked. */
    begin(): void {
      lastActive = now()
      lastTouch = now()
    },
  }
}
