import { shallowRef, type ShallowRef } from 'vue'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'

export interface Asked<T> {
  /** What the core last said; null before its first answer. */
  readonly value: ShallowRef<T | null>
  readonly fault: ShallowRef<AppError | null>
  load(): Promise<void>
  forget(): void
}

/** One question to the core, asked again when something changed. A late answer to an older question is not taken. */
export function asked<T>(ask: () => Promise<Result<T, AppError>>): Asked<T> {
  const value = shallowRef<T | null>(null)
  const fault = shallowRef<AppError | null>(null)
  let latest = 0
  return {
    value,
    fault,
    async load() {
      const mine = ++latest
      const reply = await ask()
      if (mine !== latest) return
      if (reply.ok) value.value = reply.value
      fault.value = reply.ok ? null : reply.error
    },
    forget() {
      latest++
      value.value = null
      fault.value = null
    },
  }
}

/** The refusal of an act, or null when it was done. */
export const refusalOf = (reply: Result<unknown, AppError>): AppError | null =>
  reply.ok ? null : reply.error
