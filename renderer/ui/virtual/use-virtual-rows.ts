import { computed, onBeforeUnmount, type Ref, ref, watch } from 'vue'

/** Below this many all rows are in the page. */
const FROM = 200
/** Rows drawn beyond the edge, so that quick scrolling shows no gap. */
const BEYOND = 8

export interface Span {
  readonly first: number
  /** One behind the last. */
  readonly end: number
}

/** Which rows are to be drawn. */
export function spanOf(count: number, rowHeight: number, top: number, height: number): Span {
  if (count <= FROM || rowHeight <= 0) return { first: 0, end: count }
  const first = Math.max(0, Math.min(count - 1, Math.floor(top / rowHeight)) - BEYOND)
  return { first, end: Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND) }
}

/** Where to scroll so that a row is whole in sight; undefined when it is. */
export function scrollFor(row: number, rowHeight: number, top: number, height: number): number | undefined {
  if (row * rowHeight < top) return row * rowHeight
  if ((row + 1) * rowHeight > top + height) return (row + 1) * rowHeight - height
  return undefined
}

/** Draws only the rows in sight of a scrolling element. All rows have the height that `rowRem` says. */
export function useVirtualRows(
  scroller: Readonly<Ref<HTMLElement | undefined>>,
  count: () => number,
  rowRem: number,
  headRem = 0,
) {
  const top = ref(0)
  const height = ref(0)
  const rem = ref(16)
  const rowHeight = computed(() => rowRem * rem.value)
  function look() {
    const element = scroller.value
    if (!element) return
    rem.value = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    top.value = element.scrollTop
    // Before its place is known an element is as high as all its rows; no more than a window of them is ever in sight.
    const inSight = Math.min(element.clientHeight, window.innerHeight)
    height.value = Math.max(0, inSight - headRem * rem.value)
  }
  const watcher = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(look)
  watch(
    scroller,
    (element, old) => {
      if (old) watcher?.unobserve(old)
      if (element) watcher?.observe(element)
      look()
    },
    { flush: 'post', immediate: true },
  )
  onBeforeUnmount(() => watcher?.disconnect())
  const span = computed(() => spanOf(count(), rowHeight.value, top.value, height.value))
  return {
    span,
    look,
    rows: computed(() =>
      Array.from({ length: span.value.end - span.value.first }, (_, i) => span.value.first + i),
    ),
    before: computed(() => `${span.value.first * rowRem}rem`),
    after: computed(() => `${(count() - span.value.end) * rowRem}rem`),
    rowsInSight: computed(() => Math.max(1, Math.floor(height.value / rowHeight.value))),
    show(row: number) {
      look()
      const to = scrollFor(row, rowHeight.value, top.value, height.value)
      if (to !== undefined && scroller.value) scroller.value.scrollTop = to
      look()
    },
  }
}
