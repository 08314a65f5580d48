// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { useSavedStore } from './saved.ts'

it('knows the document that was saved last, as the host told it', () => {
  setActivePinia(createPinia())
  let tell: (text: string) => void = () => undefined
  Object.defineProperty(window, 'workstation', {
    configurable: true,
    value: {
      host: 'chromium',
      call: () => Promise.resolve(''),
      listen: (listener: typeof tell) => (tell = listener),
    },
  })
  const saved = useSavedStore()
  expect(saved.last).toBeNull()
  tell(JSON.stringify({ name: 'document.saved', detail: { fileName: '名单.xlsx', folder: '/home/a/下载' } }))
  expect(saved.last).toEqual({ fileName: '名单.xlsx', folder: '/home/a/下载' })
})
