import { type ReturnReason } from '../../../shared/domain/sync/receipt.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import {
  type AsideRecord,
  type KeptReceipt,
  type OpenBatch,
  type ReturnedRecord,
  type SyncStore,
} from '../../ports/stores/sync.ts'
import { pageLimit } from './paging.ts'
import { rowReader, toJson, type Row } from './row.ts'
import { type Session } from './session.ts'
import { syncAnswers, syncLeases } from './sync-answers.ts'
import { syncQueue } from './sync-queue.ts'

const MOST = 1_000

const readRecord = rowReader('sync_record')
const readBatch = rowReader('sync_batch')
const readReceipt = rowReader('sync_receipt')

const asReturned = (row: Row): ReturnedRecord => ({
  seq: readRecord.integer(row, 'seq'),
  lane: readRecord.text(row, 'lane'),
  receiptId: readRecord.text(row, 'receipt_id'),
  reasons: readRecord.list<ReturnReason>(row, 'reasons'),
  correctedBy: row['corrected_by'] === null ? null : readRecord.integer(row, 'corrected_by'),
})

const asAside = (row: Row): AsideRecord => ({
  seq: readRecord.integer(row, 'seq'),
  tries: readRecord.integer(row, 'tries'),
  notBefore: readRecord.text(row, 'not_before') as Instant,
  answer: readRecord.object<AppError>(row, 'answer'),
})

const asBatch = (row: Row): OpenBatch => ({
  id: readBatch.text(row, 'id'),
  head: { seq: readBatch.integer(row, 'head_seq'), hash: readBatch.text(row, 'head_hash') },
  seqs: readBatch.list<number>(row, 'seqs'),
  sent: readBatch.integer(row, 'sent'),
  madeAt: readBatch.text(row, 'made_at') as Instant,
})

const asReceipt = (row: Row): KeptReceipt => ({
  id: readReceipt.text(row, 'id'),
  batchId: readReceipt.text(row, 'batch_id'),
  at: readReceipt.text(row, 'at') as Instant,
  keptAt: readReceipt.text(row, 'kept_at') as Instant,
  body: readReceipt.text(row, 'body'),
})

const RETURNED = `SELECT r.seq, r.lane, r.reasons, r.corrected_by, k.id AS receipt_id
  FROM sync_record r JOIN sync_receipt k ON k.seq = r.receipt WHERE r.state = 'returned' AND r.lane IS NOT NULL`

type Queue = ReturnType<typeof syncQueue>

const waitingCalls = (
  session: Session,
  queue: Queue,
): Pick<SyncStore, 'ready' | 'counts' | 'oldestWaiting'> => ({
  ready: limit =>
    session
      .all(
        `SELECT seq FROM sync_record WHERE state = 'waiting' AND head = 1 AND tries = 0 ORDER BY seq LIMIT ?`,
        [pageLimit(limit, MOST)],
      )
      .map(row => readRecord.integer(row, 'seq')),
  counts() {
    const [accepted, returned] = [queue.total('accepted'), queue.total('returned')]
    const row = session.get(`SELECT seq FROM chain_head WHERE chain = 'outbox'`)
    const all = row ? rowReader('chain_head').integer(row, 'seq') : 0
    return { waiting: all - accepted - returned, accepted, returned }
  },
  oldestWaiting() {
    const oldest = [0, 1].flatMap(head => {
      const row = session.get(
        `SELECT seq FROM sync_record WHERE state = 'waiting' AND head = ? ORDER BY seq LIMIT 1`,
        [head],
      )
      return row ? [readRecord.integer(row, 'seq')] : []
    })
    return oldest.length === 0 ? undefined : Math.min(...oldest)
  },
})

const asideCalls = (
  session: Session,
): Pick<SyncStore, 'triesOf' | 'due' | 'setAside' | 'clearAsides' | 'asides'> => ({
  triesOf(seq) {
    const row = session.get('SELECT tries FROM sync_record WHERE seq = ?', [seq])
    return row ? readRecord.integer(row, 'tries') : 0
  },
  due(now) {
    const row = session.get(
      `SELECT seq FROM sync_record INDEXED BY sync_record_aside WHERE state = 'waiting' AND tries > 0 AND head = 1
         AND (not_before IS NULL OR not_before <= ?) ORDER BY not_before LIMIT 1`,
      [now],
    )
    return row && readRecord.integer(row, 'seq')
  },
  setAside(seq, until, answer) {
    session.run(
      `UPDATE sync_record SET tries = tries + 1, not_before = ?, answer = ? WHERE seq = ? AND state = 'waiting'`,
      [until, toJson(answer), seq],
    )
  },
  // What it was answered stays to be read; only the wait ends.
  clearAsides: () =>
    void session.run(`UPDATE sync_record SET not_before = NULL WHERE state = 'waiting' AND tries > 0`),
  asides: limit =>
    session
      .all(
        `SELECT seq, tries, not_before, answer FROM sync_record
           WHERE state = 'waiting' AND tries > 0 AND not_before IS NOT NULL ORDER BY not_before LIMIT ?`,
        [pageLimit(limit, MOST)],
      )
      .map(asAside),
})

const batchCalls = (
  session: Session,
  queue: Queue,
): Pick<
  SyncStore,
  'batch' | 'openBatch' | 'noteSent' | 'dropBatch' | 'settle' | 'waitAgain' | 'receiptOf'
> => ({
  batch() {
    const row = session.get(
      'SELECT id, head_seq, head_hash, seqs, sent, made_at FROM sync_batch WHERE one = 1',
    )
    return row && asBatch(row)
  },
  openBatch(batch) {
    session.run(
      'INSERT INTO sync_batch (one, id, head_seq, head_hash, seqs, sent, made_at) VALUES (1, ?, ?, ?, ?, ?, ?)',
      [batch.id, batch.head.seq, batch.head.hash, toJson(batch.seqs), batch.sent, batch.madeAt],
    )
  },
  noteSent: () => void session.run('UPDATE sync_batch SET sent = sent + 1'),
  dropBatch: () => void session.run('DELETE FROM sync_batch'),
  settle(receipt, verdicts) {
    const seq = readReceipt.integer(
      session.get('SELECT coalesce(max(seq), 0) + 1 AS next FROM sync_receipt') ?? {},
      'next',
    )
    session.run('INSERT INTO sync_receipt (seq, id, batch_id, at, kept_at, body) VALUES (?, ?, ?, ?, ?, ?)', [
      seq,
      receipt.id,
      receipt.batchId,
      receipt.at,
      receipt.keptAt,
      receipt.body,
    ])
    queue.settle(verdicts, seq)
    session.run('DELETE FROM sync_batch')
  },
  waitAgain: ranges => ranges.reduce((n, range) => n + queue.waitAgain(range), 0),
  receiptOf(seq) {
    const row = session.get(
      `SELECT k.id, k.batch_id, k.at, k.kept_at, k.body FROM sync_record r JOIN sync_receipt k ON k.seq = r.receipt
         WHERE r.seq = ?`,
      [seq],
    )
    return row && asReceipt(row)
  },
})

const returnedCalls = (
  session: Session,
  queue: Queue,
): Pick<SyncStore, 'returned' | 'returnedRecord' | 'correct' | 'letGo'> => ({
  returned: limit =>
    session.all(`${RETURNED} ORDER BY r.seq LIMIT ?`, [pageLimit(limit, MOST)]).map(asReturned),
  returnedRecord(seq) {
    const row = session.get(`${RETURNED} AND r.seq = ?`, [seq])
    return row && asReturned(row)
  },
  correct(seq, by) {
    const changed = session.run(
      `UPDATE sync_record SET corrected_by = ? WHERE seq = ? AND state = 'returned' AND corrected_by IS NULL
         AND lane = (SELECT lane FROM sync_record WHERE seq = ? AND state = 'waiting')`,
      [by, seq, by],
    )
    if (changed !== 1) session.fail(new Error(`record ${seq} cannot be corrected by ${by}`))
    queue.toFront(by)
  },
  letGo(seq) {
    const row = session.get(`${RETURNED} AND r.seq = ?`, [seq])
    if (!row) return
    session.run('UPDATE sync_record SET lane = NULL WHERE seq = ?', [seq])
    queue.advance(readRecord.text(row, 'lane'))
  },
})

/** What became of the records of the outbox, over one session. */
export function syncStore(session: Session): SyncStore {
  const queue = syncQueue(session)
  return {
    ...waitingCalls(session, queue),
    ...asideCalls(session),
    ...batchCalls(session, queue),
    ...returnedCalls(session, queue),
    ...syncAnswers(session),
    ...syncLeases(session),
  }
}
