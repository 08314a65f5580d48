// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import Button from './Button.vue'
import { mountPart, press } from './testing/mount-part.ts'

let stop: () => void
afterEach(() => stop())

function made(props: Record<string, unknown>) {
  const part = mountPart(Button, { props: { label: '批准', ...props } })
  stop = part.stop
  return {
    ...part,
    button: part.wrapper.get('button'),
    presses: () => part.wrapper.emitted('press')?.length ?? 0,
  }
}

it('shows its key and is pressed by it, once while the key is held', () => {
  const { button, presses } = made({ keyName: 'F8' })
  expect(button.text()).toContain('F8')
  expect(button.attributes('aria-keyshortcuts')).toBe('F8')
  press(document.body, 'F8')
  press(document.body, 'F8', { repeat: true })
  expect(presses()).toBe(1)
})

it('that cannot act says why, stays reachable and does nothing', async () => {
  const { button, wrapper, presses } = made({ keyName: 'F8', why: '材料不齐' })
  await button.trigger('click')
  press(document.body, 'F8')
  expect(presses()).toBe(0)
  expect(button.attributes('disabled')).toBeUndefined()
  expect(document.activeElement).toBe(button.element)
  const why = wrapper.get(`#${button.attributes('aria-describedby')}`)
  expect(why.text()).toContain('材料不齐')
})

it('that works acts no second time', async () => {
  const { button, presses, wrapper } = made({ keyName: 'Ctrl+Enter' })
  press(document.body, 'Enter', { ctrlKey: true })
  await wrapper.setProps({ working: true })
  press(document.body, 'Enter', { ctrlKey: true })
  await button.trigger('click')
  expect(presses()).toBe(1)
  expect(button.attributes('aria-busy')).toBe('true')
})

it('takes its key along when it goes', () => {
  const { wrapper, keys } = made({ keyName: 'F9' })
  wrapper.unmount()
  expect(keys.run('F9')).toBe(false)
})
