import { onBeforeUnmount, ref, type Ref, watch } from 'vue'
import { type Review } from '../../../shared/contract/approval.ts'

/** Our default: longer than a key that is pressed twice, shorter than anybody reads. */
const LOOK_MS = 600

/** Whether another application has only just appeared. */
export function useJustCame(review: Ref<Review | null>): Ref<boolean> {
  const fresh = ref(true)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => review.value?.application.id,
    id => {
      clearTimeout(timer)
      fresh.value = true
      if (id !== undefined) timer = setTimeout(() => (fresh.value = false), LOOK_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))
  return fresh
}
