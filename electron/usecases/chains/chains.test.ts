import { describe, expect, it } from 'vitest'
import { type ChainFault } from '../../../shared/domain/sync/chain.ts'
import { ADMINISTRATOR } from '../../../tests/builders/records.ts'
import { testWorkstation, type TestWorkstation } from '../../../tests/builders/workstation-db.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
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
    for (const report of [checkJournal(ws)(ADMINISTRATOR), checkOutbox(ws)(ADMINISTRATOR)]) {
      expect(report).toMatchObject({ ok: true, records: 5, faults: [] })
      expect(report.text.zh).toContain('5')
      expect(report.lastHash).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it('say every fault in words', () => {
    const faults: ChainFault[] = [
      { seq: 3, fault: 'gap' },
      { seq: 4, fault: 'hash-wrong' },
      { seq: 5, fault: 'link-wrong' },
    ]
    const broken = {
      append: () => undefined,
      list: () => [],
      count: () => 9,
      check: () => ({ records: 8, lastHash: 'x', faults }),
    }
    const report = chainReport(broken, words('日志链', 'The journal'))
    expect(report.ok).toBe(false)
    expect(report.faults.map(fault => fault.text.zh)).toEqual([
      '第 3 条缺失',
      '第 4 条的内容被改动过',
      '第 5 条接不上前一条',
    ])
    expect(report.text.en).toContain('3 places')
  })
})
