const STOPS =
  'a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]'

/** Tab behind the last stop goes to the first, and back: out of the dialog there is nothing to reach. */
export function keepFocusIn(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(STOPS)].filter(
    stop => stop.tabIndex >= 0 && getComputedStyle(stop).display !== 'none',
  )
  const end = event.shiftKey ? stops[0] : stops.at(-1)
  const other = event.shiftKey ? stops.at(-1) : stops[0]
  if (document.activeElement !== end && document.activeElement !== dialog) return
  event.preventDefault()
  ;(other ?? dialog).focus()
}
