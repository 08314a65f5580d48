// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { type ImportJob } from '../../shared/domain/batch.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { useImportsStore } from './imports.ts'

const job = {
  id: 'j1',
  purpose: 'applications',
  options: { kind: null, originNote: null, papersAtHand: true },
  path: '/a.xlsx',
  fileName: 'a.xlsx',
  sha256: '',
  state: 'running',
  lastRow: 900,
  good: 900,
  bad: 0,
  createdAt: '2026-03-02T01:00:00.000Z' as Instant,
  createdBy: '样例受理员',
  createdById: 'u1',
  failure: null,
} as ImportJob

it('keeps how a run ended, whatever is heard late of how it went', async () => {
  let tell: (text: string) => void = () => undefined
  let answer: ImportJob = job
  Object.defineProperty(window, 'workstation', {
    configurable: true,
    value: {
      host: 'chromium',
      call: async () => JSON.stringify({ ok: true, value: answer }),
      listen: (listener: typeof tell) => (tell = listener),
    },
  })
  setActivePinia(createPinia())
  const store = useImportsStore()
  const hear = (detail: ImportJob) =>
    tell(JSON.stringify({ name: 'import.progress', detail: { job: detail } }))
  for (const ended of ['paused', 'done'] as const) {
    answer = { ...job, state: ended, lastRow: 1001, good: 1000 }
    await store.run(job.id)
    hear({ ...job, lastRow: 1001, good: 1000 })
    hear(job)
    expect(store.jobs.get(job.id)).toEqual(answer)
  }
  // One that runs on is heard, also where another page began it.
  store.take({ ...job, state: 'paused' })
  hear({ ...job, lastRow: 950, good: 950 })
  expect(store.jobs.get(job.id)).toMatchObject({ state: 'running', good: 950 })
})
