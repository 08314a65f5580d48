import { defineStore } from 'pinia'
import { computed, reactive, ref } from 'vue'

/** Network and queue as far as the core has said; null is not known, and nothing is shown then. */
export interface Reporting {
  readonly online: boolean
  readonly toReport: number
}

/** What waits, for the left side and the strip above: each area's store puts its own figure here. */
export const useWaitingStore = defineStore('waiting', () => {
  const counts = reactive(new Map<string, number>())
  const reporting = ref<Reporting | null>(null)
  return {
    /** By name of the screen. */
    counts: computed<ReadonlyMap<string, number>>(() => counts),
    reporting: computed(() => reporting.value),
    setCount: (screen: string, count: number) => void counts.set(screen, count),
    setReporting: (now: Reporting | null) => void (reporting.value = now),
    forget() {
      counts.clear()
      reporting.value = null
    },
  }
})
