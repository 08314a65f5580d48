// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { type ImportForm } from '../../../shared/domain/batch.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { SAVE_AFTER_MS } from '../draft/saving.ts'
import { useSessionStore } from '../session.ts'
import { putUpFakeCore } from '../testing/fake-core.ts'
import { useImportFormStore } from './import-form.ts'

/** A core that keeps the form it was sent last, as the real one does. */
let kept: ImportForm | null
let form: ReturnType<typeof useImportFormStore>
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const type = async (origin: string) => {
  form.origin = origin
  await nextTick()
}

beforeEach(async () => {
  vi.useFakeTimers()
  kept = null
  const core = putUpFakeCore()
  core.answer('imports.form', () => ({ ok: true, value: kept }))
  core.answer('imports.keepForm', (sent: ImportForm) => {
    kept = sent
    return { ok: true, value: null }
  })
  setActivePinia(createPinia())
  useSessionStore().enter({
    stage: 'signed-in',
    actor: { userId: 'u1', name: '样例受理员', roles: ['clerk'] },
  } as never)
  form = useImportFormStore()
  await form.load()
  return () => vi.useRealTimers()
})

it('is not kept any more once the core took it, whatever was typed just before or meanwhile', async () => {
  await type('原纸质台账')
  const taken = form.layDown(async () => {
    expect(kept?.options.originNote).toBe('原纸质台账') // what was typed before has arrived
    kept = null
    await pass(SAVE_AFTER_MS)
    await type('还在输入')
    await pass(10 * SAVE_AFTER_MS)
    return ok('job')
  })
  expect(await taken).toEqual(ok('job'))
  await pass(60_000)
  expect([kept, form.origin]).toEqual([null, ''])
})

it('is kept as it stands then where the core did not take it', async () => {
  await type('原纸质台账')
  const refused = await form.layDown(async () => {
    await type('改过的来源')
    return err('too-large')
  })
  expect(refused).toEqual(err('too-large'))
  await pass(60_000)
  expect([kept?.options.originNote, form.origin]).toEqual(['改过的来源', '改过的来源'])
})
