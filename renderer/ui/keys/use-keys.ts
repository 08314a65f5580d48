import {
  inject,
  type InjectionKey,
  onActivated,
  onBeforeUnmount,
  onDeactivated,
  onMounted,
  provide,
} from 'vue'
import { type KeyName } from './key-names.ts'
import { type KeyLayer, type KeyRegistry } from './registry.ts'

export const KEYS: InjectionKey<KeyRegistry> = Symbol('keys')

const LAYER: InjectionKey<KeyLayer> = Symbol('key layer')

function registry(): KeyRegistry {
  const keys = inject(KEYS)
  if (!keys) throw new Error('The page was made without its keys: provide KEYS.')
  return keys
}

/**
 * Carries out `run` on a key, wherever the focus is, as long as this component is shown and nothing lies over it. A component
 * that has opened a layer names it: what it provides reaches only those within it.
 */
export function useKey(key: KeyName | undefined, run: () => void, own?: KeyLayer): void {
  if (!key) return
  const layer = own ?? inject(LAYER, undefined) ?? registry().page
  let unbind: (() => void) | undefined
  const bind = () => {
    unbind ??= layer.bind({ key, run })
  }
  const free = () => {
    unbind?.()
    unbind = undefined
  }
  onMounted(bind)
  onActivated(bind)
  onDeactivated(free)
  onBeforeUnmount(free)
}

/** A layer of its own for what lies over the page while this component is there: no key reaches what lies beneath. */
export function useKeyLayer(): KeyLayer {
  const layer = registry().open()
  provide(LAYER, layer)
  onBeforeUnmount(layer.close)
  return layer
}
