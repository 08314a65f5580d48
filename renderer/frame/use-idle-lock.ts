import { onBeforeUnmount, onMounted, watch } from 'vue'
import { useSessionStore } from '../stores/session.ts'
import { createIdleWatch } from './idle.ts'

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
const LOOK_EVERY_MS = 5_000

/** Locks the window when the person has gone, as long as somebody is signed in. */
export function useIdleLock(): void {
  const session = useSessionStore()
  const idle = createIdleWatch({
    now: () => Date.now(),
    touch: () => void session.touch(),
    lock: () => void session.lock(),
  })
  const isOpen = () => session.stage === 'signed-in'
  const active = () => void (isOpen() && idle.active())
  let timer: ReturnType<typeof setInterval> | undefined
  watch(isOpen, open => open && idle.begin())
  onMounted(() => {
    for (const sign of SIGNS) window.addEventListener(sign, active, { capture: true, passive: true })
    timer = setInterval(() => {
      if (isOpen() && session.view) idle.check(session.view.idleLockMinutes)
    }, LOOK_EVERY_MS)
  })
  onBeforeUnmount(() => {
    for (const sign of SIGNS) window.removeEventListener(sign, active, true)
    clearInterval(timer)
  })
}
