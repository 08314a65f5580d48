import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../../../tests/builders/records.ts'
import { testWorkstation } from '../../../tests/builders/workstation-db.ts'
import { journalled } from '../common/journal.ts'
import { clockFault, confirmClock, noteIssue } from './clock-guard.ts'

async function begun() {
  const ws = await testWorkstation()
  const act = () =>
    ws.db.write(stores =>
      journalled(stores, ADMINISTRATOR, ws.clock.now(), {
        action: 'session.begun',
        subjectType: 'user',
        subjectId: 'u',
      }),
    )
  return { ws, act, said: () => ws.db.read(stores => clockFault(stores, ws.clock.now())?.code) }
}

describe('the clock', () => {
  it('may be a day behind the newest record, not more', async () => {
    const { ws, act, said } = await begun()
    expect(said()).toBeUndefined()
    act()
    ws.clock.advance({ days: -1 })
    expect(said()).toBeUndefined()
    ws.clock.advance({ seconds: -1 })
    expect(said()).toBe('clock-behind')
  })
  it('is not made right by acts at the wrong time, once a licence was issued', async () => {
    const { ws, act, said } = await begun()
    ws.db.write(stores => noteIssue(stores, ws.clock.now()))
    ws.clock.advance({ days: -400 })
    for (let n = 0; n < 40; n++) act()
    expect(said()).toBe('clock-behind')
  })
  it('that was fast is confirmed with grounds, and only what follows counts then', async () => {
    const { ws, act, said } = await begun()
    ws.clock.set('2036-01-01T00:00:00.000Z')
    act()
    ws.db.write(stores => noteIssue(stores, ws.clock.now()))
    ws.clock.set('2026-03-02T01:00:00.000Z')
    expect(said()).toBe('clock-behind')
    expect(confirmClock(ws)(ADMINISTRATOR, { reason: '是' })).toMatchObject({
      error: { code: 'reason-missing' },
    })
    expect(said()).toBe('clock-behind')
    expect(confirmClock(ws)(ADMINISTRATOR, { reason: '已与标准时间核对' })).toMatchObject({ ok: true })
    expect(said()).toBeUndefined()
    ws.clock.advance({ days: -3 })
    expect(said()).toBe('clock-behind')
    const [last] = ws.db.read(stores =>
      stores.journal.list({ afterSeq: stores.journal.count() - 1, limit: 1 }),
    )
    expect(last).toMatchObject({ action: 'clock.confirmed', detail: { before: '2036-01-01T00:00:00.000Z' } })
  })
})
