// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import Chips from './Chips.vue'
import ErrorNote from './ErrorNote.vue'
import FilePick from './FilePick.vue'
import MaskedText from './MaskedText.vue'
import Skeleton from './Skeleton.vue'
import StepList from './StepList.vue'
import TextArea from './TextArea.vue'
import ToastRegion from './ToastRegion.vue'
import { mountPart } from './testing/mount-part.ts'

let stop: () => void
afterEach(() => {
  stop()
  vi.useRealTimers()
})
function made(...args: Parameters<typeof mountPart>) {
  const part = mountPart(...args)
  stop = part.stop
  return part
}

describe('an error', () => {
  const error = {
    code: 'program-fault',
    text: { zh: '程序出错', en: 'The program failed' },
    next: { zh: '请重试', en: 'Try again' },
    data: { id: 'F-7K2' },
  }
  it('says what, why, what next, and the id of the log', () => {
    const { wrapper } = made(ErrorNote, { props: { error, what: '没有保存' } })
    expect(wrapper.attributes('role')).toBe('alert')
    for (const part of ['没有保存', '程序出错', '请重试', 'F-7K2']) expect(wrapper.text()).toContain(part)
  })
  it('copies the id, and says so only when it is copied', async () => {
    const written: string[] = []
    vi.stubGlobal('navigator', {
      clipboard: {
        writeText: (text: string) =>
          written.length === 0 ? (written.push(text), Promise.resolve()) : Promise.reject(),
      },
    })
    const { wrapper } = made(ErrorNote, { props: { error }, locale: 'en' })
    await wrapper.get('button').trigger('click')
    await vi.waitFor(() => expect(wrapper.get('[role=status]').text()).toBe('Copied'))
    await wrapper.get('button').trigger('click')
    await vi.waitFor(() => expect(wrapper.get('[role=status]').text()).toContain('Not copied'))
    expect(written).toEqual(['F-7K2'])
    vi.unstubAllGlobals()
  })
})

it('a skeleton stays away for 300 ms', async () => {
  vi.useFakeTimers()
  const { wrapper } = made(Skeleton, { props: { label: '正在读取' } })
  vi.advanceTimersByTime(299)
  await wrapper.vm.$nextTick()
  expect(wrapper.find('.line').exists()).toBe(false)
  vi.advanceTimersByTime(1)
  await wrapper.vm.$nextTick()
  expect(wrapper.findAll('.line')).toHaveLength(3)
})

it('toasts are said politely, three at most, and go by themselves', async () => {
  vi.useFakeTimers()
  const { wrapper, toasts } = made(ToastRegion)
  expect(wrapper.attributes('aria-live')).toBe('polite')
  for (const text of ['一', '二', '三', '四']) toasts.say(text)
  await wrapper.vm.$nextTick()
  expect(wrapper.findAll('.text').map(one => one.text())).toEqual(['二', '三', '四'])
  vi.advanceTimersByTime(6_000)
  await wrapper.vm.$nextTick()
  expect(wrapper.find('.toast').exists()).toBe(false)
})

it('masked text asks before it shows', async () => {
  const { wrapper } = made(MaskedText, { props: { text: '110***********002X' } })
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('reveal')).toHaveLength(1)
  expect(wrapper.text()).not.toContain('11010519491231002X')
  await wrapper.setProps({ full: '11010519491231002X' })
  expect(wrapper.text()).toContain('11010519491231002X')
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('hide')).toHaveLength(1)
})

it('filters are read with their names and taken away one by one', async () => {
  const chips = [
    { id: 'a', name: '状态', value: '有效' },
    { id: 'b', name: '类型', value: '导游证' },
  ]
  const { wrapper } = made(Chips, { props: { chips } })
  expect(wrapper.get('li').text()).toContain('状态：有效')
  await wrapper.get('li button').trigger('click')
  expect(wrapper.emitted('remove')).toEqual([['a']])
})

it('steps ahead cannot be opened', async () => {
  const steps = [
    { id: 'a', title: '机关', done: true },
    { id: 'b', title: '人员', done: false },
    { id: 'c', title: '印章', done: false },
  ]
  const { wrapper } = made(StepList, { props: { steps, current: 'b' } })
  const [first, second, third] = wrapper.findAll('button')
  expect(second!.attributes('aria-current')).toBe('step')
  expect(third!.attributes('disabled')).toBeDefined()
  await first!.trigger('click')
  expect(wrapper.emitted('open')).toEqual([['a']])
})

it('dropped files are taken or refused by name', async () => {
  const { wrapper } = made(FilePick, { props: { label: '选择', maxBytes: 4, endings: ['.csv'] } })
  const files = [new File(['ab'], 'a.csv'), new File(['abcdef'], 'b.csv')]
  await wrapper.get('.ui-file').trigger('drop', { dataTransfer: { files } })
  expect((wrapper.emitted('files')?.[0]?.[0] as File[]).map(file => file.name)).toEqual(['a.csv'])
  expect(wrapper.get('[role=alert]').text()).toContain('“b.csv”超过 4 B')
})

it('a text of several lines counts its signs, not its code units', () => {
  const { wrapper } = made(TextArea, { props: { modelValue: '𠮷祥', maxLength: 500 } })
  expect(wrapper.text()).toContain('2 / 500')
})
