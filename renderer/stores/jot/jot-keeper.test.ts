// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { SAVE_AFTER_MS } from '../draft/saving.ts'
import { createJotKeeper } from './jot-keeper.ts'

let sent: [string, string][]
let working: boolean
let refuse: AppError | null
const keeper = () =>
  createJotKeeper<string>(
    async (key, value) => {
      if (!refuse) sent.push([key, value])
      return refuse
    },
    () => working,
  )
const refusal = (code: string): AppError => ({ code, text: { zh: '未存', en: 'not kept' } }) as AppError
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  working = true
  refuse = null
})
afterEach(() => vi.useRealTimers())

it('keeps the newest value of each key, while somebody types on and on', async () => {
  const k = keeper()
  for (let i = 0; i < 20; i++) {
    k.keep('a', '字'.repeat(i + 1))
    await pass(SAVE_AFTER_MS / 5)
  }
  expect(sent.length).toBeGreaterThanOrEqual(3)
  k.keep('b', '乙')
  await k.flush()
  expect(new Map(sent)).toEqual(
    new Map([
      ['a', '字'.repeat(20)],
      ['b', '乙'],
    ]),
  )
  expect(k.has('a')).toBe(false)
})

it('says that it is not kept, and tries again', async () => {
  const k = keeper()
  refuse = refusal('program-fault')
  k.keep('a', '甲')
  await pass(SAVE_AFTER_MS)
  expect([k.error.value?.code, k.has('a'), await k.flush()]).toEqual(['program-fault', true, false])
  refuse = null
  await pass(10_000)
  expect([sent, k.error.value, k.has('a')]).toEqual([[['a', '甲']], null, false])
})

it('lets go of what there is nothing any more to keep it for, and of what went another way', async () => {
  const k = keeper()
  refuse = refusal('fault-not-found')
  k.keep('a', '甲')
  expect([await k.flush(), k.error.value]).toEqual([true, null])
  refuse = null
  k.keep('b', '乙')
  await k.drop('b')
  await pass(10_000)
  expect(sent).toEqual([])
})

it('waits while the window is locked or somebody else sits at it', async () => {
  const k = keeper()
  working = false
  k.keep('a', '甲')
  await pass(20_000)
  expect(sent).toEqual([])
  working = true
  await pass(5_000)
  expect(sent).toEqual([['a', '甲']])
})
