import { reactive, readonly } from 'vue'

/** Place in a document as parts of its height and width, so that documents of other sizes move alike. */
export interface ViewPlace {
  readonly top: number
  readonly left: number
}

export interface ViewLink {
  readonly now: { readonly zoom: number | 'width'; readonly place: ViewPlace; readonly by: symbol | null }
  setZoom(zoom: number | 'width'): void
  /** Says where a view has gone; the others follow. */
  move(by: symbol, place: ViewPlace): void
}

const LEAST = 0.25
const MOST = 4

/** Two views or more that are zoomed and scrolled together. */
export function createViewLink(): ViewLink {
  const now = reactive<{ zoom: number | 'width'; place: ViewPlace; by: symbol | null }>({
    zoom: 'width',
    place: { top: 0, left: 0 },
    by: null,
  })
  return {
    now: readonly(now) as ViewLink['now'],
    setZoom: zoom => void (now.zoom = zoom === 'width' ? zoom : Math.max(LEAST, Math.min(MOST, zoom))),
    move(by, place) {
      now.by = by
      now.place = place
    },
  }
}

interface Scrolled {
  readonly scrollTop: number
  readonly scrollLeft: number
  readonly scrollHeight: number
  readonly scrollWidth: number
  readonly clientHeight: number
  readonly clientWidth: number
}

const part = (at: number, whole: number, seen: number): number => (whole > seen ? at / (whole - seen) : 0)

export const placeIn = (view: Scrolled): ViewPlace => ({
  top: part(view.scrollTop, view.scrollHeight, view.clientHeight),
  left: part(view.scrollLeft, view.scrollWidth, view.clientWidth),
})

/** Where a view must be scrolled to in pixels to stand at a place. */
export const scrollTo = (
  view: Scrolled,
  place: ViewPlace,
): { readonly top: number; readonly left: number } => ({
  top: Math.round(place.top * Math.max(0, view.scrollHeight - view.clientHeight)),
  left: Math.round(place.left * Math.max(0, view.scrollWidth - view.clientWidth)),
})
