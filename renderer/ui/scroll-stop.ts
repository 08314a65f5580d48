import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'

const STOPS = 'a[href], button, input, select, textarea, [tabindex="0"]'

/**
 * Whether a part that scrolls has to be a stop of the keyboard itself: when there is more than is seen and nothing in it takes
 * the focus, no key would reach what lies below.
 */
export function useScrollStop(part: Readonly<Ref<HTMLElement | undefined>>): Ref<boolean> {
  const isStop = ref(false)
  function look(): void {
    const at = part.value
    isStop.value = !!at && at.querySelector(STOPS) === null && at.scrollHeight > at.clientHeight
  }
  const content = new MutationObserver(look)
  const room = new ResizeObserver(look)
  onMounted(() => {
    look()
    if (!part.value) return
    content.observe(part.value, { childList: true, subtree: true })
    room.observe(part.value)
  })
  onBeforeUnmount(() => {
    content.disconnect()
    room.disconnect()
  })
  return isStop
}
