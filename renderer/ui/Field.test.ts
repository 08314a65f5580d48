// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { type FieldFinding } from '../../shared/domain/kinds/finding.ts'
import DateInput from './DateInput.vue'
import Field from './Field.vue'
import NumberInput from './NumberInput.vue'
import PasswordInput from './PasswordInput.vue'
import TextInput from './TextInput.vue'
import { mountPart, press } from './testing/mount-part.ts'

let stop: () => void
afterEach(() => stop())

const fault: FieldFinding = {
  field: 'holderCode',
  severity: 'fault',
  code: 'check',
  text: { zh: '校验位不对，例：X', en: 'wrong' },
  repair: { value: 'X', text: { zh: 'X', en: 'X' } },
}

/** A field with an input that keeps its value, as a screen has it. */
function made(input: Parameters<typeof h>[0], start: unknown, props: Record<string, unknown> = {}) {
  const value = ref(start)
  let left = 0
  const Screen = defineComponent(
    () => () =>
      h(
        Field,
        { label: '持证主体代码', ...props, onRepair: (next: unknown) => (value.value = next) },
        {
          default: () =>
            h(input as never, {
              modelValue: value.value,
              'onUpdate:modelValue': (next: unknown) => (value.value = next),
              onLeave: () => left++,
            }),
        },
      ),
  )
  const part = mountPart(Screen)
  stop = part.stop
  const field = part.wrapper.get<HTMLInputElement>('input')
  return {
    ...part,
    field,
    value,
    left: () => left,
    async type(text: string) {
      await field.trigger('focus')
      await field.setValue(text)
      await field.trigger('blur')
    },
  }
}

describe('a field', () => {
  it('that is filled in while somebody stands in it is written over, not added to', async () => {
    const { field, value } = made(DateInput, null)
    field.element.focus()
    value.value = '1999-09-09'
    await nextTick()
    await nextTick()
    const { selectionStart, selectionEnd, value: shown } = field.element
    expect([shown, selectionStart, selectionEnd]).toEqual(['1999年9月9日', 0, shown.length])
  })

  it('names its input, says its obligation in words and ties hint and fault to it', () => {
    const { wrapper, field } = made(TextInput, '', {
      obligation: 'required',
      hint: '18 位',
      example: 'X',
      findings: [fault],
    })
    expect(wrapper.get('label').attributes('for')).toBe(field.attributes('id'))
    expect(wrapper.text()).toContain('必填')
    const said = field
      .attributes('aria-describedby')
      ?.split(' ')
      .map(id => wrapper.get(`#${id}`).text())
    expect(said?.[0]).toBe('18 位 例：X')
    expect(said?.[1]).toContain('校验位不对')
    expect(field.attributes()).toMatchObject({ 'aria-invalid': 'true', 'aria-required': 'true' })
  })

  it('does not call a warning a fault', () => {
    const { field, wrapper } = made(TextInput, '', { findings: [{ ...fault, severity: 'warning' }] })
    expect(field.attributes('aria-invalid')).toBeUndefined()
    expect(wrapper.text()).toContain('提醒')
  })

  it('takes the repair by one key or one click, but not while an input method composes', async () => {
    const { field, value, wrapper } = made(TextInput, 'Y', { findings: [fault] })
    press(field.element, 'Enter', { altKey: true, isComposing: true })
    expect(value.value).toBe('Y')
    press(field.element, 'Enter', { altKey: true })
    expect(value.value).toBe('X')
    value.value = 'Y'
    await wrapper.get('.repair').trigger('click')
    expect(value.value).toBe('X')
  })
})

describe('a text', () => {
  it('waits until the input method has settled', async () => {
    const { field, value } = made(TextInput, '')
    await field.trigger('compositionstart')
    await field.setValue('zhe')
    expect(value.value).toBe('')
    field.element.value = '浙'
    await field.trigger('compositionend')
    expect(value.value).toBe('浙')
  })
})

describe('a day', () => {
  it.each([
    ['20260301', '2026-03-01', '2026年3月1日'],
    ['2026.3.1', '2026-03-01', '2026年3月1日'],
    ['２０２６年３月１日', '2026-03-01', '2026年3月1日'],
    ['20260230', '20260230', '20260230'],
    ['', null, ''],
  ])('typed as %s is kept as %s and shown as %s', async (typed, kept, shown) => {
    const { field, value, type, left } = made(DateInput, null)
    await type(typed)
    expect(value.value).toBe(kept)
    expect(field.element.value).toBe(shown)
    expect(left()).toBe(1)
  })

  it('repaired from outside shows the repair', async () => {
    const { field, value, wrapper } = made(DateInput, '2026-02-30')
    value.value = '2026-02-28'
    await wrapper.vm.$nextTick()
    expect(field.element.value).toBe('2026年2月28日')
  })
})

describe('a number', () => {
  it('is kept as a number where it is one, as typed where it is none', async () => {
    const { field, value, type } = made(NumberInput, null)
    await type('１，０００')
    expect([value.value, field.element.value]).toEqual([1000, '1,000'])
    await type('一千')
    expect([value.value, field.element.value]).toEqual(['一千', '一千'])
    await type(' ')
    expect(value.value).toBeNull()
  })
})

describe('a secret', () => {
  it('is hidden until the person asks to see it', async () => {
    const { field, wrapper } = made(PasswordInput, 'geheim')
    expect(field.attributes('type')).toBe('password')
    await wrapper.get('button').trigger('click')
    expect(field.attributes('type')).toBe('text')
  })
})
