import { nextTick, onBeforeUnmount, type Ref, ref, watch } from 'vue'

/** As a style; a type and not an interface, so that Vue takes it for one. */
export type PopupPlace = {
  readonly left: string
  readonly top: string
  readonly minWidth: string
  readonly maxHeight: string
}

interface Box {
  readonly left: number
  readonly top: number
  readonly bottom: number
  readonly width: number
}

const GAP = 4
const EDGE = 8
const BORDER = 2

/** Below the anchor where there is room, else above; never out of the window. All in pixels of the window. */
export function placeOf(
  anchor: Box,
  popup: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): PopupPlace {
  const below = room.height - anchor.bottom - GAP - EDGE
  const above = anchor.top - GAP - EDGE
  const isBelow = popup.height <= below || below >= above
  const height = Math.min(popup.height, Math.max(isBelow ? below : above, 0))
  const width = Math.max(popup.width + BORDER, anchor.width)
  const left = Math.max(EDGE, Math.min(anchor.left, room.width - width - EDGE))
  return {
    left: `${left}px`,
    top: `${isBelow ? anchor.bottom + GAP : anchor.top - GAP - height}px`,
    minWidth: `${anchor.width}px`,
    maxHeight: `${height}px`,
  }
}

/** Keeps a popup at its anchor while it is open; `position: fixed`, so that no scrolling parent cuts it off. */
export function usePopup(
  anchor: Readonly<Ref<HTMLElement | undefined>>,
  popup: Readonly<Ref<HTMLElement | undefined>>,
  open: Readonly<Ref<boolean>>,
  mostRem = Number.POSITIVE_INFINITY,
) {
  const place = ref<PopupPlace>()
  function put() {
    if (!anchor.value || !popup.value) return
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
    const { scrollWidth: width, scrollHeight } = popup.value
    const size = { width, height: Math.min(scrollHeight + BORDER, mostRem * rem) }
    const room = { width: window.innerWidth, height: window.innerHeight }
    place.value = placeOf(anchor.value.getBoundingClientRect(), size, room)
  }
  const stop = () => {
    window.removeEventListener('scroll', put, true)
    window.removeEventListener('resize', put)
  }
  watch(open, async isOpen => {
    stop()
    if (!isOpen) return
    window.addEventListener('scroll', put, true)
    window.addEventListener('resize', put)
    await nextTick()
    put()
  })
  onBeforeUnmount(stop)
  return { place, put }
}
