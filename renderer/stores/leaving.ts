import { watch } from 'vue'
import { useSessionStore } from './session.ts'

/** Runs when another person, or nobody, sits at the window: what the one saw is not for the next. */
export function onLeaving(forget: () => void): void {
  const session = useSessionStore()
  watch(
    () => session.actor?.userId ?? null,
    (now, before) => now !== before && forget(),
  )
}
