import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type KeptReceipt } from '../../../electron/ports/stores/sync.ts'
import { idOf, licence, moment, newBench, T0, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const first = licence(1)
const second = licence(2)
/** The second version of the first licence. */
const changed = licence(3, { lineageId: first.id, version: 2, number: first.number })
const subjects = { first: first.identifier!, second: second.identifier!, changed: changed.identifier! }

function append(...names: readonly (keyof typeof subjects)[]): void {
  bench.work.write(s => {
    for (const name of names) s.outbox.append({ type: 'status', subject: subjects[name], payload: {} }, T0)
  })
}

const ready = (): readonly number[] => bench.work.read(s => s.sync.ready(100))
const due = (now = T0): number | undefined => bench.work.read(s => s.sync.due(now))
const counts = () => bench.work.read(s => s.sync.counts())

let receipts = 0
const receipt = (): KeptReceipt => ({
  id: `receipt-${++receipts}`,
  batchId: 'batch',
  at: T0,
  keptAt: T0,
  body: '{"signed":true}',
})
const reason = {
  code: 'holder-missing',
  field: 'CZZT',
  rule: words('必填', 'needed'),
  value: null,
  suggestion: '甲',
}

function settle(
  ...verdicts: readonly (readonly [seq: number, verdict: 'accepted' | 'already' | 'returned'])[]
): void {
  bench.work.write(s =>
    s.sync.settle(
      receipt(),
      verdicts.map(([seq, verdict]) => ({ seq, verdict, reasons: verdict === 'returned' ? [reason] : [] })),
    ),
  )
}

describe('the queue', () => {
  beforeEach(() =>
    bench.work.write(s => {
      for (const one of [first, second, changed]) s.licences.insert(one)
    }),
  )

  it('lets the first record of each licence go, through all its versions, and the next one behind it', () => {
    append('first', 'first', 'second', 'changed')
    expect(ready()).toEqual([1, 3])
    settle([1, 'accepted'])
    expect(ready()).toEqual([2, 3])
    settle([2, 'already'], [3, 'accepted'])
    expect(ready()).toEqual([4])
    settle([4, 'accepted'])
    expect(ready()).toEqual([])
    expect(counts()).toEqual({ waiting: 0, accepted: 4, returned: 0 })
    append('first')
    expect(ready()).toEqual([5])
  })

  it('holds the lane behind a returned record, and no other; its correction goes first', () => {
    append('first', 'changed', 'second')
    settle([1, 'returned'], [3, 'accepted'])
    append('second', 'first')
    expect(ready()).toEqual([4])
    expect(bench.work.read(s => s.sync.returned(9))).toEqual([
      { seq: 1, lane: first.id, receiptId: `receipt-${receipts}`, reasons: [reason], correctedBy: null },
    ])
    append('first')
    bench.work.write(s => s.sync.correct(1, 6))
    expect(ready()).toEqual([4, 6])
    settle([6, 'returned'])
    append('first')
    bench.work.write(s => s.sync.correct(6, 7))
    expect(ready()).toEqual([4, 7])
    settle([7, 'accepted'])
    expect(ready()).toEqual([2, 4])
    expect(bench.work.read(s => s.sync.returned(9))).toEqual([])
    settle([2, 'accepted'])
    expect(ready()).toEqual([4, 5])
  })

  it('takes no correction of another licence, of the same record twice, or of what was not returned', () => {
    append('first', 'second', 'first', 'first')
    settle([1, 'returned'])
    expect(() => bench.work.write(s => s.sync.correct(1, 2))).toThrow('cannot be corrected')
    expect(() => bench.work.write(s => s.sync.correct(2, 3))).toThrow('cannot be corrected')
    bench.work.write(s => s.sync.correct(1, 3))
    expect(() => bench.work.write(s => s.sync.correct(1, 4))).toThrow('cannot be corrected')
    expect(ready()).toEqual([2, 3])
  })

  it('lets go of a returned record whose licence has moved on', () => {
    append('first', 'changed')
    settle([1, 'returned'])
    bench.work.write(s => s.sync.letGo(1))
    expect(ready()).toEqual([2])
  })

  it('sends again what the store says it has lost, before what came later', () => {
    append('first', 'first', 'first', 'second')
    settle([1, 'accepted'], [4, 'accepted'])
    settle([2, 'returned'])
    append('first')
    bench.work.write(s => s.sync.correct(2, 5))
    settle([5, 'accepted'])
    expect(ready()).toEqual([3])
    expect(
      bench.work.write(s =>
        s.sync.waitAgain([
          [1, 2],
          [4, 900],
        ]),
      ),
    ).toBe(4)
    expect(ready()).toEqual([1, 4])
    settle([1, 'accepted'], [4, 'accepted'])
    expect(ready()).toEqual([2])
    settle([2, 'returned'])
    expect(ready()).toEqual([5])
    settle([5, 'already'])
    expect(ready()).toEqual([3])
    settle([3, 'accepted'])
    expect(counts()).toEqual({ waiting: 0, accepted: 4, returned: 1 })
  })

  it('steps aside for a while, and keeps its lane in order', () => {
    append('first', 'first', 'second')
    const answer = appError('store-fault', words('故障', 'a fault'))
    const later = moment('2026-03-01T01:10:00.000Z')
    bench.work.write(s => s.sync.setAside(1, later, answer))
    expect(ready()).toEqual([3])
    expect(bench.work.read(s => s.sync.asides(9))).toEqual([{ seq: 1, tries: 1, notBefore: later, answer }])
    expect([due(), due(later)]).toEqual([undefined, 1])
    bench.work.write(s => s.sync.clearAsides())
    expect(due()).toBe(1)
    settle([1, 'accepted'])
    expect(due()).toBeUndefined()
    expect(ready()).toEqual([2, 3])
  })

  it('is the same after a restart, with its batch, and audited', async () => {
    append('first', 'second', 'second')
    const batch = { id: 'b1', head: { seq: 3, hash: 'a'.repeat(64) }, seqs: [1, 2], sent: 0, madeAt: T0 }
    bench.work.write(s => {
      s.sync.openBatch(batch)
      s.sync.noteSent()
    })
    expect(() => bench.work.write(s => s.sync.openBatch(batch))).toThrow()
    bench = await bench.reopen()
    expect(bench.work.read(s => s.sync.batch())).toEqual({ ...batch, sent: 1 })
    settle([1, 'accepted'], [2, 'returned'])
    expect(bench.work.read(s => s.sync.batch())).toBeUndefined()
    expect(bench.work.read(s => s.sync.receiptOf(1)?.body)).toBe('{"signed":true}')
    expect(bench.work.read(s => s.sync.oldestWaiting())).toBe(3)
    expect(await bench.work.check('full')).not.toContainEqual(expect.stringContaining('outbox'))
    bench.db.run(`UPDATE sync_total SET n = 7 WHERE name = 'accepted'`)
    expect(await bench.work.check('full')).toContainEqual(expect.stringContaining('sums'))
  })

  it('settles nothing without a receipt, and deletes nothing', () => {
    append('first')
    for (const sql of [
      `UPDATE sync_record SET state = 'accepted', lane = NULL, head = 0 WHERE seq = 1`,
      'DELETE FROM sync_record',
      'UPDATE sync_record SET lane = NULL',
    ])
      expect(() => bench.db.run(sql), sql).toThrow()
    settle([1, 'accepted'])
    for (const sql of ['DELETE FROM sync_receipt', `UPDATE sync_receipt SET body = ''`])
      expect(() => bench.db.run(sql), sql).toThrow('kept for ever')
    expect(() => settle([1, 'accepted'])).toThrow('does not wait')
    expect(bench.work.read(s => s.sync.receiptOf(1)?.id)).toBe(`receipt-${receipts - 1}`)
  })
})

describe('what else comes back', () => {
  it('is kept once, and the clerk sees a notice until it is seen', () => {
    const change = {
      cursor: 4,
      type: 'licence-status',
      at: T0,
      body: { identifier: 'x' },
      outcome: 'applied',
      notice: words('已吊销', 'revoked'),
    } as const
    expect(bench.work.write(s => s.sync.keepChange(change, T0))).toBe(true)
    expect(bench.work.write(s => s.sync.keepChange({ ...change, outcome: 'refused' }, T0))).toBe(false)
    expect(bench.work.read(s => s.sync.cursor())).toBe(4)
    expect(bench.work.read(s => s.sync.notices(9))).toEqual([change])
    bench.work.write(s => s.sync.noticeSeen(4))
    expect(bench.work.read(s => s.sync.notices(9))).toEqual([])
  })
  it('leases are open until a block answers them', () => {
    const lease = {
      requestId: idOf(1),
      kind: 'tour-guide',
      selector: { province: '110000' },
      count: 5,
      askedAt: T0,
    } as const
    bench.work.write(s => s.sync.askLease(lease))
    expect(bench.work.read(s => s.sync.openLeases())).toEqual([lease])
    bench.work.write(s => s.sync.answerLease(lease.requestId, 'B-1'))
    expect(bench.work.read(s => s.sync.openLeases())).toEqual([])
  })
})

describe('records of an older database', () => {
  it('wait in their lanes', async () => {
    const { openDatabase } = await import('../../../electron/db/engine/database.ts')
    const { migrate } = await import('../../../electron/db/migrate.ts')
    const { MIGRATIONS } = await import('../../../electron/db/migrations/index.ts')
    const db = await openDatabase({ file: `${bench.file}-old`, key: new Uint8Array(32) })
    migrate(
      db,
      MIGRATIONS.filter(step => step.id < 170),
    )
    db.run(
      `INSERT INTO licence (seq, id, lineage_id, version, kind, status, status_since, issue_date, origin, number, number_key,
         identifier, holder_code, holder_code_type, holder_name, holder_key)
         VALUES (1, 'l', 'the-lane', 1, 'tour-guide', 'valid', '2026', '2026-03-01', 'issued', 'N', 'N', '1.2', 'x', '1', 'x', 'x')`,
    )
    const zeros = '0'.repeat(64)
    for (const [seq, subject] of [
      [1, '1.2'],
      [2, 'other'],
      [3, '1.2'],
    ] as const)
      db.run(`INSERT INTO outbox VALUES (?, 'r' || ?, 'status', ?, '{}', '2026', ?, ?)`, [
        seq,
        seq,
        subject,
        zeros,
        zeros,
      ])
    migrate(db, MIGRATIONS)
    expect(db.all('SELECT seq, state, lane, head FROM sync_record')).toEqual([
      { seq: 1, state: 'waiting', lane: 'the-lane', head: 1 },
      { seq: 2, state: 'waiting', lane: 'other', head: 1 },
      { seq: 3, state: 'waiting', lane: 'the-lane', head: 0 },
    ])
    db.close()
  })
})
