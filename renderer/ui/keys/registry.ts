import { type KeyName } from './key-names.ts'

export interface KeyBinding {
  readonly key: KeyName
  run(): void
}

/** The actions of what lies in front: the page, or a dialog over it. */
export interface KeyLayer {
  /** The latest binding of a key counts. @returns how to take it away */
  bind(binding: KeyBinding): () => void
  close(): void
}

export interface KeyRegistry {
  readonly page: KeyLayer
  /** A layer over all others: no key reaches what lies beneath. */
  open(): KeyLayer
  /** Whether something lies over the page. */
  isCovered(): boolean
  /** Carries out what the key means now. @returns whether it means anything */
  run(key: KeyName): boolean
}

export function createKeyRegistry(): KeyRegistry {
  const stack: Set<KeyBinding>[] = []
  const add = (): KeyLayer => {
    const bindings = new Set<KeyBinding>()
    stack.push(bindings)
    return {
      bind(binding) {
        bindings.add(binding)
        return () => void bindings.delete(binding)
      },
      close: () => void stack.splice(stack.indexOf(bindings), stack.includes(bindings) ? 1 : 0),
    }
  }
  const page = add()
  return {
    page,
    open: add,
    isCovered: () => stack.length > 1,
    run(key) {
      const front = [...(stack.at(-1) ?? [])]
      const binding = front.reverse().find(one => one.key === key)
      binding?.run()
      return binding !== undefined
    },
  }
}
