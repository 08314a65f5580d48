// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { type Batch } from '../../shared/domain/batch.ts'
import { type Instant } from '../../shared/kernel/instant.ts'
import { useIssuingStore } from './issuing.ts'

const batch: Batch = {
  id: 'b1',
  state: 'running',
  createdAt: '2026-03-02T01:00:00.000Z' as Instant,
  createdBy: '样例受理员',
  total: 7,
  issued: 6,
  failed: 0,
  stopReason: null,
}

/** The core answers that each batch stands like this. */
function say(now: Batch): void {
  const answer = { ok: true, value: { batch: now, items: [], cursor: null } }
  Object.defineProperty(window, 'workstation', {
    configurable: true,
    value: { host: 'chromium', call: async () => JSON.stringify(answer), listen: () => undefined },
  })
}
beforeEach(() => setActivePinia(createPinia()))

it('keeps that a batch is over, whatever is heard late of how it ran', async () => {
  const store = useIssuingStore()
  for (const [now, kept] of [
    [{ ...batch, state: 'paused' }, 'paused'],
    [batch, 'running'],
    [{ ...batch, state: 'done', issued: 7 }, 'done'],
    [batch, 'done'],
    [{ ...batch, state: 'stopped' }, 'done'],
  ] as const) {
    say(now)
    await store.lines(batch.id, ['issued'])
    expect(store.batches.get(batch.id)?.state).toBe(kept)
  }
  expect(store.batches.get(batch.id)?.issued).toBe(7)
})
