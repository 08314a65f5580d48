import { inject, type InjectionKey, reactive } from 'vue'

export interface Toast {
  readonly id: number
  readonly tone: 'good' | 'info' | 'warn'
  readonly text: string
}

export interface Toasts {
  readonly shown: readonly Toast[]
  /** Says that something happened: only after it did, and only what did. */
  say(text: string, tone?: Toast['tone']): void
  dismiss(id: number): void
}

export const TOASTS: InjectionKey<Toasts> = Symbol('toasts')

/** Our default: long enough to read two lines, short enough not to cover the list. */
const SHOWN_MS = 6_000
const MOST = 3

export function createToasts(): Toasts {
  const shown = reactive<Toast[]>([])
  let last = 0
  const dismiss = (id: number) => {
    const at = shown.findIndex(toast => toast.id === id)
    if (at >= 0) shown.splice(at, 1)
  }
  return {
    shown,
    dismiss,
    say(text, tone = 'good') {
      const id = ++last
      shown.push({ id, tone, text })
      if (shown.length > MOST) shown.shift()
      setTimeout(() => dismiss(id), SHOWN_MS)
    },
  }
}

export function useToasts(): Toasts {
  const toasts = inject(TOASTS)
  if (!toasts) throw new Error('The page was made without its toasts: provide TOASTS.')
  return toasts
}
