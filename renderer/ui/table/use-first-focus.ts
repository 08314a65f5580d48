import { nextTick, watch } from 'vue'

interface Focusable {
  focus(): void
}

/** The list takes the focus when it appears, unless the person has put it somewhere already. */
export function useFirstFocus(list: () => Focusable | null | undefined): void {
  const stop = watch(
    list,
    async found => {
      if (!found) return
      await nextTick()
      stop()
      const where = document.activeElement
      if (where === null || where === document.body || where.id === 'main') found.focus()
    },
    { flush: 'post' },
  )
}
