import { shallowRef } from 'vue'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { RETRY_AFTER_MS, SAVE_AFTER_MS } from '../draft/saving.ts'
import { useSessionStore } from '../session.ts'

/** Codes that say that there is nothing any more that it could be kept for. */
const SETTLED = ['import-not-found', 'fault-not-found', 'application-not-found']

/**
 * Keeps with the core what is typed and not handed in yet, the newest value of each key, within `SAVE_AFTER_MS`. A save that
 * failed is tried again; while the window is locked, or somebody else sits at it, the value waits here.
 */
export function createJotKeeper<T>(
  send: (key: string, value: T) => Promise<AppError | null>,
  mayWork: () => boolean,
) {
  const waiting = new Map<string, T>()
  const error = shallowRef<AppError | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  function later(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined
      if (mayWork()) void flush()
      else later(RETRY_AFTER_MS)
    }, ms)
  }
  async function sendAll(): Promise<boolean> {
    for (const [key, value] of [...waiting]) {
      if (waiting.get(key) !== value) continue
      const refused = await send(key, value)
      error.value = refused && !SETTLED.includes(refused.code) ? refused : null
      if (error.value) {
        later(RETRY_AFTER_MS)
        return false
      }
      if (waiting.get(key) === value) waiting.delete(key)
    }
    if (waiting.size > 0) later(SAVE_AFTER_MS)
    return waiting.size === 0
  }
  /** Sends what the core lacks, in turn. @returns whether it has everything now */
  function flush(): Promise<boolean> {
    clearTimeout(timer)
    timer = undefined
    const turn = queue.then(sendAll)
    queue = turn.catch(() => undefined)
    return turn
  }
  return {
    /** Why the core does not keep what is typed, while it does not. */
    error,
    keep(key: string, value: T): void {
      waiting.set(key, value)
      later(SAVE_AFTER_MS)
    },
    has: (key: string): boolean => waiting.has(key),
    flush,
    /** What was typed there goes another way: it is not sent any more, and what is under way has arrived. */
    async drop(key: string): Promise<void> {
      waiting.delete(key)
      await queue
    },
  }
}

/** Whether the person who is at the window now is at it, and the window is open: asked later, when time has passed. */
export function whileHere(): () => boolean {
  const session = useSessionStore()
  const userId = session.actor?.userId
  return () => userId !== undefined && session.stage === 'signed-in' && session.actor?.userId === userId
}
