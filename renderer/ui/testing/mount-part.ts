import { mount } from '@vue/test-utils'
import { type Component } from 'vue'
import { type Locale } from '../../i18n/locale.ts'
import { createWords } from '../../i18n/index.ts'
import { installKeys } from '../keys/install.ts'
import { createKeyRegistry } from '../keys/registry.ts'
import { KEYS } from '../keys/use-keys.ts'
import { createToasts, TOASTS } from '../toast/toasts.ts'

interface Options {
  readonly props?: Record<string, unknown>
  readonly slots?: Record<string, string | Component>
  readonly locale?: Locale
}

/** A part in a page like the real one: words, keys, toasts; its keys are heard until `stop`. */
export function mountPart(part: Component, { props = {}, slots = {}, locale = 'zh-CN' }: Options = {}) {
  const keys = createKeyRegistry()
  const toasts = createToasts()
  const scans: string[] = []
  const stopKeys = installKeys(keys, code => scans.push(code))
  const wrapper = mount(part, {
    props,
    slots,
    attachTo: document.body,
    global: {
      plugins: [createWords(locale)],
      provide: { [KEYS as symbol]: keys, [TOASTS as symbol]: toasts },
    },
  })
  return {
    wrapper,
    keys,
    toasts,
    scans,
    stop: () => {
      stopKeys()
      wrapper.unmount()
    },
  }
}

/** A key as a person presses it. */
export const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}
