import { describe, expect, it } from 'vitest'
import { type ChainFault } from '../../../shared/domain/sync/chain.ts'
import { ADMINISTRATOR } from '../../../tests/builders/records.ts'
import { testWorkstation, type TestWorkstation } from '../../../tests/builders/workstation-db.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { journalled } from '../common/journal.ts'
import { browseJournal, journalPeople, outboxSorts, outboxWaiting } from './browse-chains.ts'
import { chainReport } from './chain-report.ts'
import { checkJournal } from './check-journal.ts'
import { checkOutbox } from './check-outbox.ts'
import { listJournal } from './list-journal.ts'
import { listOutbox } from './list-outbox.ts'

async function filled(count: number): Promise<TestWorkstation> {
  const ws = await testWorkstation()
  ws.db.write(stores => {
    for (let i = 1; i <= count; i++) {
      const subject = `s-${i % 2}`
      journalled(stores, ADMINISTRATOR, ws.clock.now(), {
        action: `a-${i}`,
        subjectType: 'file',
        subjectId: subject,
      })
      stores.outbox.append({ type: 'status', subject, payload: i }, ws.clock.now())
    }
  })
  return ws
}

describe('chains', () => {
  it('are paged by number, the newest page first when nothing is asked', async () => {
    const ws = await filled(25)
    const newest = listJournal(ws)(ADMINISTRATOR, { limit: 10 })
    expect(newest.records.map(record => record.seq)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25])
    expect(newest).toMatchObject({ total: 25, next: null })
    const seen: number[] = []
    let after: number | null = 0
    while (after !== null) {
      const page = listOutbox(ws)(ADMINISTRATOR, { limit: 10, afterSeq: after })
      seen.push(...page.records.map(record => record.seq))
      after = page.next
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
    const about = listOutbox(ws)(ADMINISTRATOR, { limit: 5, subject: 's-0' })
    expect(about.records.map(record => record.seq)).toEqual([2, 4, 6, 8, 10])
    expect(about.next).toBe(10)
    expect(listJournal(ws)(ADMINISTRATOR, { limit: -3 }).records).toHaveLength(1)
  })

  it('are checked whole', async () => {
    const ws = await filled(5)
    for (const check of [checkJournal(ws), checkOutbox(ws)]) {
      const report = await check(ADMINISTRATOR)
      expect(report).toMatchObject({ ok: true, records: 5, faults: [] })
      expect(report.text.zh).toContain('5')
      expect(report.lastHash).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it('say every fault in words', async () => {
    const faults: ChainFault[] = [
      { seq: 3, fault: 'gap' },
      { seq: 4, fault: 'hash-wrong' },
      { seq: 5, fault: 'link-wrong' },
    ]
    const ws = await testWorkstation()
    const broken = {
      *walk() {
        yield
        return { records: 8, lastHash: 'x', faults }
      },
    }
    const report = await chainReport(ws, () => broken, words('日志链', 'The journal'))
    expect(report.ok).toBe(false)
    expect(report.faults.map(fault => fault.text.zh)).toEqual([
      '第 3 条缺失',
      '第 4 条的内容被改动过',
      '第 5 条接不上前一条',
    ])
    expect(report.text.en).toContain('3 places')
  })
})

describe('a chain looked through', () => {
  it('is paged newest first, by subject, by person and by day, without losing or doubling a record', async () => {
    const ws = await filled(25)
    const seen: number[] = []
    let before: number | null = null
    do {
      const page: ReturnType<ReturnType<typeof browseJournal>> = browseJournal(ws)(ADMINISTRATOR, {
        limit: 10,
        ...(before === null ? {} : { beforeSeq: before }),
      })
      expect(page.total).toBe(25)
      seen.push(...page.records.map(record => record.seq))
      before = page.next
    } while (before !== null)
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i))
    const about = browseJournal(ws)(ADMINISTRATOR, { limit: 3, subject: 's-0' })
    expect(about.records.map(record => record.seq)).toEqual([24, 22, 20])
    expect(browseJournal(ws)(ADMINISTRATOR, { limit: 3, sort: ADMINISTRATOR.userId }).records).toHaveLength(3)
    expect(browseJournal(ws)(ADMINISTRATOR, { limit: 3, sort: 'nobody' })).toMatchObject({
      records: [],
      next: null,
    })
  })

  it('finds a day in China, though the clock was set back in between', async () => {
    const ws = await testWorkstation()
    const at = [
      '2026-03-01T15:59:59.999Z',
      '2026-03-01T16:00:00.000Z',
      '2026-03-01T10:00:00.000Z',
      '2026-03-02T15:59:59.999Z',
      '2026-03-02T16:00:00.000Z',
    ]
    ws.db.write(stores => {
      for (const moment of at)
        journalled(stores, ADMINISTRATOR, moment as Instant, {
          action: 'x',
          subjectType: 'file',
          subjectId: 'f',
        })
    })
    const day = (from: string, to: string, beforeSeq?: number) =>
      browseJournal(ws)(ADMINISTRATOR, {
        limit: 1,
        from: from as CivilDate,
        to: to as CivilDate,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      })
    const first = day('2026-03-02', '2026-03-02')
    expect([first.records[0]?.seq, first.next]).toEqual([4, 4])
    const second = day('2026-03-02', '2026-03-02', 4)
    expect([second.records[0]?.seq, second.next]).toEqual([2, null])
    expect(day('2026-03-01', '2026-03-01').records[0]?.seq).toBe(1)
    expect(day('2026-03-01', '2026-03-01', 1).records[0]?.seq).toBe(3)
  })

  it('counts what waits to be reported, by sort', async () => {
    const ws = await filled(3)
    expect(outboxWaiting(ws)(ADMINISTRATOR)).toEqual({ connection: 'none', records: 3 })
    expect(outboxSorts(ws)(ADMINISTRATOR)).toMatchObject({
      records: 3,
      byType: { status: 3, catalogue: 0 },
      oldest: ws.clock.now(),
    })
  })

  it('names the people who may stand in it, the program too', async () => {
    const ws = await testWorkstation()
    expect(journalPeople(ws)(ADMINISTRATOR)).toEqual([{ id: 'system', name: '系统' }])
  })
})
