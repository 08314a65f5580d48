import { isField, moveOn } from './enter-moves.ts'
import { isComposing, keyNameOf } from './key-names.ts'
import { type KeyRegistry } from './registry.ts'
import { createScanWatch } from './scanner.ts'

/** Enter and held-down keys, for everything that no part has taken for itself. */
function handleRest(event: KeyboardEvent, registry: KeyRegistry): void {
  const name = keyNameOf(event)
  if (name) {
    // A held-down key acts once.
    if (event.repeat || registry.run(name)) event.preventDefault()
    return
  }
  if (event.key !== 'Enter') return
  if (isField(event.target)) {
    event.preventDefault() // never submits
    if (!event.repeat) moveOn(event.target)
    return
  }
  // The focus may have come here by an Enter that is still held: it must not press the button.
  if (event.repeat && !(event.target instanceof HTMLTextAreaElement)) event.preventDefault()
}

/** Hears every key of the window. @returns how to stop */
export function installKeys(registry: KeyRegistry, onScan: (code: string) => void): () => void {
  const scans = createScanWatch(onScan)
  const first = (event: KeyboardEvent) => {
    if (isComposing(event)) return scans.forget()
    if (!scans.key(event)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const last = (event: KeyboardEvent) => {
    if (!isComposing(event) && !event.defaultPrevented) handleRest(event, registry)
  }
  window.addEventListener('keydown', first, true)
  window.addEventListener('keydown', last)
  return () => {
    window.removeEventListener('keydown', first, true)
    window.removeEventListener('keydown', last)
  }
}
