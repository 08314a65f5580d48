// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import ConfirmDialog from './ConfirmDialog.vue'
import Dialog from './Dialog.vue'
import { mountPart, press } from './testing/mount-part.ts'

let stop: () => void
afterEach(() => stop())

function made() {
  const open = ref(false)
  const acts: string[] = []
  const Screen = defineComponent(() => () => [
    h('button', { id: 'opener', onClick: () => (open.value = true) }, '注销…'),
    open.value
      ? h(ConfirmDialog, {
          title: '注销 某公司 的许可证',
          number: '浙网文〔2026〕0001号',
          act: '注销',
          danger: true,
          onConfirm: () => acts.push('confirm'),
          onCancel: () => (open.value = false),
        })
      : null,
  ])
  const part = mountPart(Screen)
  stop = part.stop
  const opener = part.wrapper.get<HTMLElement>('#opener')
  opener.element.focus()
  return { ...part, opener, acts, open }
}

it('names the thing and its number, and its button the act', async () => {
  const { wrapper, opener } = made()
  await opener.trigger('click')
  const dialog = wrapper.get('dialog')
  expect(wrapper.get(`#${dialog.attributes('aria-labelledby')}`).text()).toBe('注销 某公司 的许可证')
  expect(dialog.text()).toContain('浙网文〔2026〕0001号')
  expect(wrapper.get('[data-main-action]').text()).toContain('注销')
})

it('takes the focus, keeps it and gives it back', async () => {
  const { wrapper, opener } = made()
  await opener.trigger('click')
  const dialog = wrapper.get<HTMLElement>('dialog').element
  expect(dialog.contains(document.activeElement)).toBe(true)
  const stops = [...dialog.querySelectorAll('button')]
  stops.at(-1)!.focus()
  expect(press(stops.at(-1)!, 'Tab').defaultPrevented).toBe(true)
  expect(document.activeElement).toBe(stops[0])
  press(stops[0]!, 'Tab', { shiftKey: true })
  expect(document.activeElement).toBe(stops.at(-1))
  press(document.activeElement!, 'Escape')
  await nextTick()
  expect(wrapper.find('dialog').exists()).toBe(false)
  expect(document.activeElement).toBe(opener.element)
})

it('carries its act out by Ctrl+Enter, with no key for what lies beneath', async () => {
  const { keys, opener, acts } = made()
  keys.page.bind({ key: 'Ctrl+Enter', run: () => acts.push('page') })
  await opener.trigger('click')
  press(document.body, 'Enter', { ctrlKey: true })
  expect(acts).toEqual(['confirm'])
})

it('that must be answered stays, whatever closes it, and its Esc reaches nothing beneath', async () => {
  let backs = 0
  const { wrapper, keys, stop: end } = mountPart(Dialog, { props: { title: '已锁定', mustAnswer: true } })
  stop = end
  keys.page.bind({ key: 'Escape', run: () => backs++ })
  const dialog = wrapper.get<HTMLDialogElement>('dialog')
  expect(press(dialog.element, 'Escape').defaultPrevented).toBe(true)
  dialog.element.close()
  await dialog.trigger('close')
  expect(dialog.element.open).toBe(true)
  expect([backs, wrapper.emitted('close')]).toEqual([0, undefined])
})
