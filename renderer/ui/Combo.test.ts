// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import Combo from './Combo.vue'
import { loadInitials } from './combo/initials.ts'
import ListInput from './ListInput.vue'
import { mountPart, press } from './testing/mount-part.ts'

beforeAll(async () => {
  await loadInitials()
})
let stop: () => void
afterEach(() => stop())

const options = [
  { code: '110000', label: '北京市' },
  { code: '330000', label: '浙江省' },
  { code: '330100', label: '浙江省杭州市' },
]

function made(part: unknown, start: unknown, props: Record<string, unknown> = {}) {
  const value = ref(start)
  const Screen = defineComponent(
    () => () =>
      h('main', [
        h(part as never, {
          options,
          label: '区划',
          ...props,
          modelValue: value.value,
          'onUpdate:modelValue': (next: unknown) => (value.value = next),
        }),
        h('input', { id: 'next' }),
      ]),
  )
  const mounted = mountPart(Screen)
  stop = mounted.stop
  const input = mounted.wrapper.get<HTMLInputElement>('input[role=combobox]')
  input.element.focus()
  const key = async (name: string, more: KeyboardEventInit = {}) => {
    const event = press(input.element, name, more)
    await flushPromises()
    await nextTick()
    return event
  }
  const type = async (text: string) => {
    input.element.value = text
    input.element.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await flushPromises()
    await nextTick()
  }
  const offered = () => mounted.wrapper.findAll('[role=option] .words').map(one => one.text())
  const activeText = () => {
    const id = input.attributes('aria-activedescendant')
    return id ? mounted.wrapper.get(`#${id}`).text() : undefined
  }
  return { ...mounted, input, value, key, type, offered, activeText }
}

describe('a code list', () => {
  it('is found by initials, chosen by Enter, and Enter moves on', async () => {
    const { type, key, value, offered, activeText, input } = made(Combo, null)
    await type('zj')
    expect(input.attributes('aria-expanded')).toBe('true')
    expect(offered()).toEqual(['浙江省', '浙江省杭州市'])
    expect(activeText()).toContain('330000')
    await key('ArrowDown')
    await key('Enter')
    expect(value.value).toBe('330100')
    expect(input.element.value).toBe('浙江省杭州市')
    expect(document.activeElement?.id).toBe('next')
  })

  it('leaves Enter to the input method while it composes', async () => {
    const { type, key, value, offered } = made(Combo, null)
    await type('zj')
    expect((await key('Enter', { isComposing: true })).defaultPrevented).toBe(false)
    expect(value.value).toBeNull()
    expect(offered()).toHaveLength(2)
  })

  it('puts back what names no one entry, and takes what names one', async () => {
    const { type, input, value } = made(Combo, '110000')
    await type('浙江')
    await input.trigger('blur')
    expect([value.value, input.element.value]).toEqual(['110000', '北京市'])
    await type('330000')
    await input.trigger('blur')
    expect([value.value, input.element.value]).toEqual(['330000', '浙江省'])
    await type('')
    await input.trigger('blur')
    expect(value.value).toBeNull()
  })

  it('opens at what is chosen; Esc closes the list and nothing else', async () => {
    const { key, activeText, keys, input, type } = made(Combo, '330000')
    let backs = 0
    keys.page.bind({ key: 'Escape', run: () => backs++ })
    await key('ArrowDown')
    expect(activeText()).toContain('浙江省')
    await type('x')
    await key('Escape')
    expect(backs).toBe(0)
    expect([input.attributes('aria-expanded'), input.element.value]).toEqual(['false', '浙江省'])
    await key('Escape')
    expect(backs).toBe(1)
  })

  it('that is filled in while somebody stands in it is written over, not added to', async () => {
    const { input, value, type } = made(Combo, null)
    const selected = () => [input.element.value, input.element.selectionStart, input.element.selectionEnd]
    const fill = async (code: string) => {
      value.value = code
      await flushPromises()
    }
    await fill('330000')
    expect(selected()).toEqual(['浙江省', 0, 3])
    await fill('110000')
    expect(selected()).toEqual(['北京市', 0, 3])
    await type('浙江')
    input.element.setSelectionRange(2, 2)
    await fill('330100')
    expect(selected()).toEqual(['浙江', 2, 2])
  })

  it('says how many fit', async () => {
    const { type, wrapper } = made(Combo, null)
    await type('qqq')
    expect(wrapper.text()).toContain('没有相符的项')
    expect(wrapper.get('[role=status]').text()).toBe('0 项相符')
  })
})

describe('several items', () => {
  it('come from the list or in free words, and each once', async () => {
    const { type, key, value, wrapper } = made(ListInput, [])
    await type('bj')
    await key('Enter')
    await type('其他：电竞')
    await key('Enter')
    await type('北京市')
    await key('Enter')
    expect(value.value).toEqual(['110000', '其他：电竞'])
    await wrapper.get('[aria-label="区划"] button').trigger('click')
    expect(value.value).toEqual(['其他：电竞'])
  })

  it('that are pasted are taken apart', async () => {
    const { input, value } = made(ListInput, [])
    const paste = new Event('paste', { bubbles: true, cancelable: true })
    Object.defineProperty(paste, 'clipboardData', { value: { getData: () => '北京市\n浙江省、自定' } })
    input.element.dispatchEvent(paste)
    await flushPromises()
    expect(value.value).toEqual(['110000', '330000', '自定'])
  })
})
