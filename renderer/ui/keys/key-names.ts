/** The keys of the program, the same on every screen. */
export const KEY_NAMES = ['Ctrl+Enter', 'Escape', 'Ctrl+K', 'F2', 'F4', 'F6', 'F8', 'F9'] as const

export type KeyName = (typeof KEY_NAMES)[number]

/** As it stands on buttons. */
export const keyLabel = (name: KeyName): string => (name === 'Escape' ? 'Esc' : name)

/** What `aria-keyshortcuts` wants. */
export const keyShortcut = (name: KeyName): string => name.replace('Ctrl', 'Control')

type KeyPart = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The name of a key event, if it is one of ours. */
export function keyNameOf(event: KeyPart): KeyName | undefined {
  if (event.altKey || event.shiftKey) return undefined
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const name = event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key
  return KEY_NAMES.find(one => one === name)
}

/**
 * While an input method composes, every key belongs to it: the Enter that takes a candidate must not act. Chromium marks
 * the events; code 229 is what older ones and some input methods send instead.
 */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === 229
