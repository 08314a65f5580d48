import { expect, it } from 'vitest'
import { compareDays } from '../../national-store/usecases/reconciliation/compare-days.ts'
import { dayRecords } from '../../national-store/usecases/reconciliation/day-records.ts'
import { receiveBatch } from '../../national-store/usecases/records/receive-batch.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { civilDateOf, type CivilDate, type Instant } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { type DaySummary } from '../../shared/protocol/reconciliation.ts'
import { BEIJING, BEIJING_2, counter, sha256 } from './counter.ts'
import { eachStore } from './each-store.ts'
import { recordPorts } from './record-ports.ts'

/** A workstation's own summary, worked out from its own chain. */
function daysOf(records: readonly OutboxRecord[]): DaySummary[] {
  const days = [...new Set(records.map(r => civilDateOf(r.at)))].sort()
  return days.map(day => {
    const held = records.filter(r => civilDateOf(r.at) === day)
    return { day, count: held.length, digest: sha256(held.map(r => `${r.seq}:${r.hash}\n`).join('')) }
  })
}

const PERIOD = { from: '2026-03-01' as CivilDate, to: '2026-03-31' as CivilDate }

eachStore('reconciliation', store => {
  it('finds nothing where both hold the same, and names every day that differs with what the store holds', async () => {
    const ports = recordPorts(await store.fresh())
    const from = counter(BEIJING)
    // 16:30 in Greenwich is half past midnight of the next day at the counter.
    for (const at of ['2026-03-02T01:00:00.000Z', '2026-03-02T16:30:00.000Z', '2026-03-03T01:00:00.000Z'])
      for (let i = 0; i < 2; i++)
        from.append({ type: 'status', subject: `x-${i}`, payload: { status: 'valid' } }, at as Instant)
    const send = (batchId: string, records: readonly OutboxRecord[]) =>
      receiveBatch(ports)(BEIJING, { batchId, head: from.head(), records })
    mustBeOk(await send('b-1', from.records.slice(0, 5)), 'batch')
    const compare = async (days: readonly DaySummary[], caller = BEIJING) =>
      mustBeOk(await compareDays(ports)(caller, { ...PERIOD, days }), 'days').differing

    const own = daysOf(from.records)
    expect(own.map(day => [day.day, day.count])).toEqual([
      ['2026-03-02', 2],
      ['2026-03-03', 4],
    ])
    expect(await compare(daysOf(from.records.slice(0, 5)))).toEqual([])
    expect(await compare(own)).toEqual(daysOf(from.records.slice(0, 5)).slice(1))
    expect(await compare([])).toEqual(daysOf(from.records.slice(0, 5)))
    const nothing = { day: '2026-03-09' as CivilDate, count: 0, digest: sha256('') }
    expect(await compare([...own.slice(0, 1), { ...nothing, count: 1, digest: sha256('x') }])).toEqual([
      ...daysOf(from.records.slice(0, 5)).slice(1),
      nothing,
    ])
    expect(await compare(own.slice(0, 1), BEIJING_2)).toMatchObject([{ day: '2026-03-02', count: 0 }])
    mustBeOk(await send('b-2', from.records), 'batch')
    expect(await compare(own)).toEqual([])
    const long = { from: '2025-01-01' as CivilDate, to: '2026-03-31' as CivilDate, days: [] }
    expect(await compareDays(ports)(BEIJING, long)).toMatchObject({ error: { code: 'period-too-long' } })
  })

  it('lists a day in order, page by page, returned records too', async () => {
    const ports = recordPorts(await store.fresh())
    const from = counter(BEIJING)
    for (let i = 0; i < 1_003; i++) from.append({ type: 'status', subject: `x-${i}`, payload: {} })
    for (const [batchId, first] of [
      ['b-1', 0],
      ['b-2', 1_000],
    ] as const) {
      const input = { batchId, head: from.head(), records: from.records.slice(first, first + 1_000) }
      mustBeOk(await receiveBatch(ports)(BEIJING, input), 'batch')
    }
    const page = async (after: number) =>
      mustBeOk(await dayRecords(ports)(BEIJING, { day: '2026-03-02' as CivilDate, after }), 'day')
    const [first, second] = [await page(0), await page(1_000)]
    expect([first.records.length, first.more, second.records.length, second.more]).toEqual([
      1_000,
      true,
      3,
      false,
    ])
    expect([...first.records, ...second.records]).toEqual(
      from.records.map(({ seq, recordId, hash }) => ({ seq, recordId, hash, verdict: 'returned' })),
    )
  })
})
