/** Our default: a gun sends a sign every 1–20 ms, the fastest typists need 50 ms for a sign. */
const LONGEST_GAP_MS = 35

/** Shorter bursts are rolled keys, not a code. */
const SHORTEST_CODE = 6

const LONGEST_CODE = 4096

type TextField = HTMLInputElement | HTMLTextAreaElement

interface Burst {
  text: string
  last: number
  readonly field: TextField | undefined
  readonly value: string
  readonly selection: readonly [number | null, number | null]
}

const isTextField = (target: EventTarget | null): target is TextField =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

type KeyPart = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey' | 'timeStamp'> & {
  readonly target: EventTarget | null
}

function begin(event: KeyPart): Burst {
  const field = isTextField(event.target) ? event.target : undefined
  const selection = [field?.selectionStart ?? null, field?.selectionEnd ?? null] as const
  return { text: event.key, last: event.timeStamp, field, value: field?.value ?? '', selection }
}

/** Takes back what the gun has typed into a field that was none of its business. */
function restore({ field, value, selection }: Burst): void {
  if (!field || field.value === value) return
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  if (selection[0] !== null) field.setSelectionRange(selection[0], selection[1])
}

/** A sign that somebody or something types, not a held key or a command. */
const isSign = (event: KeyPart): boolean =>
  event.key.length === 1 && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey

const isCode = ({ text, field }: Burst): boolean =>
  text.length >= SHORTEST_CODE && !field?.closest('[data-takes-scans]')

/**
 * Tells a scanner gun from a person: it types fast and ends with Enter. A field that takes scans itself says so with
 * `data-takes-scans`; from any other the typed signs are taken back and the code is handed over.
 */
export function createScanWatch(onScan: (code: string) => void) {
  let burst: Burst | undefined
  const end = (scanned: Burst | undefined): boolean => {
    burst = undefined
    if (!scanned || !isCode(scanned)) return false
    restore(scanned)
    onScan(scanned.text)
    return true
  }
  return {
    /** @returns true when the key ended a scan, and nobody else should see it */
    key(event: KeyPart): boolean {
      const running = burst && event.timeStamp - burst.last <= LONGEST_GAP_MS ? burst : undefined
      if (event.key === 'Enter') return end(running)
      if (event.key === 'Shift') return false // capitals come with it
      if (!isSign(event)) burst = undefined
      else if (running && running.text.length < LONGEST_CODE) {
        running.text += event.key
        running.last = event.timeStamp
      } else burst = begin(event)
      return false
    },
    /** An input method took the signs: what came is no code. */
    forget: () => void (burst = undefined),
  }
}
