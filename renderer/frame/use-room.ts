import { computed, type ComputedRef, onBeforeUnmount, onMounted, ref } from 'vue'
import { useAppearanceStore } from '../stores/appearance.ts'

/** At 16 pixels a letter this many are as wide as 1,100 pixels: below, words on the left would push the work aside. */
const LEAST_REM = 68

/** Whether the window, at the chosen zoom, has too little room for words on the left. */
export function useRoom(): ComputedRef<boolean> {
  const looks = useAppearanceStore()
  const width = ref(window.innerWidth)
  const look = () => void (width.value = window.innerWidth)
  onMounted(() => window.addEventListener('resize', look))
  onBeforeUnmount(() => window.removeEventListener('resize', look))
  return computed(() => width.value / (16 * (looks.zoom / 100)) < LEAST_REM)
}
