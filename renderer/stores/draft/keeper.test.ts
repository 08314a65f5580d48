// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldValues } from '../../../shared/domain/kinds/kind.ts'
import { putUpFakeCore, type FakeCore } from '../testing/fake-core.ts'
import { createDraftKeeper } from './keeper.ts'
import { SAVE_AFTER_MS } from './saving.ts'

const opened = {
  id: 'a1',
  receiptNumber: 'WS-1',
  revision: 1,
  state: 'draft',
  values: { holderName: '旧名' },
  updatedAt: '2026-03-02T01:00:00.000Z',
} as unknown as Application

/** A core that keeps texts trimmed and counts revisions, as the real one does. */
let kept: Application
let core: FakeCore
let working: boolean

interface Edit {
  readonly seenRevision: number
  readonly values: FieldValues
}
const stale = { ok: false, error: { code: 'revision-stale', text: { zh: '别处已改', en: 'changed' } } }
function keep({ seenRevision, values }: Edit): unknown {
  if (seenRevision !== kept.revision) return stale
  const trimmed = Object.fromEntries(
    Object.entries(values).map(([id, v]) => [id, typeof v === 'string' ? v.trim() : v]),
  )
  kept = { ...kept, revision: kept.revision + 1, values: { ...kept.values, ...trimmed } }
  return { ok: true, value: kept }
}
const saves = () =>
  core.calls.filter(c => c.channel === 'intake.saveDraft').map(c => c.input as never as Edit)
const draft = () => createDraftKeeper(opened, () => working)

beforeEach(() => {
  vi.useFakeTimers()
  kept = opened
  working = true
  core = putUpFakeCore()
  core.answer('intake.saveDraft', keep)
  core.answer('intake.open', () => ({ ok: true, value: kept }))
  core.answer('intake.check', { ok: true, value: [] })
  core.answer('intake.offers', { ok: true, value: { prefill: [], waivers: [] } })
})
afterEach(() => vi.useRealTimers())
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a draft', () => {
  it('is saved while somebody types on and on, not only when he stops', async () => {
    const d = draft()
    for (let i = 0; i < 20; i++) {
      d.type('holderName', '字'.repeat(i + 1))
      await pass(SAVE_AFTER_MS / 5)
    }
    expect(saves().length).toBeGreaterThanOrEqual(3)
    await pass(SAVE_AFTER_MS)
    expect(kept.values['holderName']).toBe('字'.repeat(20))
    expect(d.state.value).toBe('saved')
    expect(saves().map(s => s.seenRevision)).toEqual(saves().map((_, i) => i + 1))
  })

  it('says saved only after the core has taken it', async () => {
    const d = draft()
    let answer: (reply: unknown) => void = () => undefined
    core.answer('intake.saveDraft', () => new Promise(resolve => (answer = resolve)))
    d.type('holderName', '甲')
    expect([d.state.value, d.savedAt.value]).toEqual(['waiting', null])
    await pass(SAVE_AFTER_MS)
    expect([d.state.value, d.savedAt.value]).toEqual(['sending', null])
    answer(keep({ seenRevision: 1, values: { holderName: '甲' } }))
    await pass(0)
    expect([d.state.value, d.savedAt.value]).toEqual(['saved', opened.updatedAt])
  })

  it('leaves the text under the cursor as typed, and shows what is kept once it is left', async () => {
    const d = draft()
    d.enter('holderName')
    d.type('holderName', '甲 ')
    await pass(SAVE_AFTER_MS)
    expect(kept.values['holderName']).toBe('甲')
    expect(d.values.value['holderName']).toBe('甲 ')
    await d.leave('holderName')
    expect(d.values.value['holderName']).toBe('甲')
    expect(saves()).toHaveLength(1)
  })

  it('loses nothing when the core does not answer, and tries again', async () => {
    const d = draft()
    core.answer('intake.saveDraft', () => {
      throw new Error('gone')
    })
    d.type('holderName', '甲')
    await pass(SAVE_AFTER_MS)
    expect([d.state.value, d.isAhead()]).toEqual(['refused', true])
    core.answer('intake.saveDraft', keep)
    d.type('address', '乙')
    await pass(5_000)
    expect(kept.values).toMatchObject({ holderName: '甲', address: '乙' })
    expect([d.state.value, d.error.value]).toEqual(['saved', null])
  })

  it('waits while the window is locked or somebody else sits at it', async () => {
    const d = draft()
    working = false
    d.type('holderName', '甲')
    await pass(20_000)
    expect(saves()).toEqual([])
    working = true
    await pass(5_000)
    expect(kept.values['holderName']).toBe('甲')
  })

  it('saves the other fields when one cannot be kept, and that one once it can', async () => {
    const d = draft()
    const tooLong = { code: 'value-too-long', text: { zh: '过长', en: 'too long' }, data: { field: 'scope' } }
    core.answer('intake.saveDraft', (edit: Edit) =>
      String(edit.values['scope'] ?? '').length > 3 ? { ok: false, error: tooLong } : keep(edit),
    )
    d.type('scope', '一二三四')
    d.type('holderName', '甲')
    await pass(SAVE_AFTER_MS)
    expect(kept.values['holderName']).toBe('甲')
    expect(d.refused.value['scope']?.code).toBe('value-too-long')
    expect(d.values.value['scope']).toBe('一二三四')
    d.type('scope', '一二')
    await pass(SAVE_AFTER_MS)
    expect([kept.values['scope'], d.refused.value]).toEqual(['一二', {}])
  })

  it.each(['mine', 'theirs'] as const)(
    'that was changed elsewhere is told, and goes on with %s',
    async keepWhose => {
      const d = draft()
      kept = { ...kept, revision: 7, values: { ...kept.values, address: '别人写的' } }
      d.type('holderName', '我写的')
      await pass(SAVE_AFTER_MS)
      expect(d.newest.value?.revision).toBe(7)
      expect(d.values.value['holderName']).toBe('我写的')
      d.type('holderName', '我写的更多')
      await pass(10_000)
      expect(saves()).toHaveLength(1)
      await d.resolve(keepWhose)
      expect(d.newest.value).toBe(null)
      const mine = keepWhose === 'mine'
      expect(d.values.value).toMatchObject({ holderName: mine ? '我写的更多' : '旧名', address: '别人写的' })
      expect(kept.values['holderName']).toBe(mine ? '我写的更多' : '旧名')
    },
  )

  it('sends what is typed before it is submitted, and papers one after another', async () => {
    const d = draft()
    core.answer('intake.setMaterial', keep2)
    core.answer('intake.submit', keep2)
    function keep2({ seenRevision }: Edit) {
      return keep({ seenRevision, values: {} })
    }
    d.type('holderName', '甲')
    const done = await Promise.all([
      d.setMaterial('a', 'submitted'),
      d.setMaterial('b', 'submitted'),
      d.submit(),
    ])
    expect(done).toEqual([null, null, null])
    const order = core.calls.map(c => c.channel).filter(c => !['intake.check', 'intake.offers'].includes(c))
    expect(order).toEqual(['intake.saveDraft', 'intake.setMaterial', 'intake.setMaterial', 'intake.submit'])
  })

  it('takes an offered value only where nothing stands', () => {
    const d = draft()
    expect(d.take('holderName', '别名')).toBe(false)
    expect(d.take('address', '某路1号')).toBe(true)
    expect(d.values.value).toMatchObject({ holderName: '旧名', address: '某路1号' })
  })
})
