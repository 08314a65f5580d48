import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type KeptChange, type Lease, type SyncStore } from '../../ports/stores/sync.ts'
import { pageLimit } from './paging.ts'
import { jsonOf, rowReader, toJson, toJsonOrNull, type Row } from './row.ts'
import { type Session } from './session.ts'

const readChange = rowReader('sync_change')
const readLine = rowReader('outbox')
const STATES = ['waiting', 'accepted', 'returned'] as const
const readLease = rowReader('sync_lease')

const OUTCOMES = ['applied', 'refused', 'unknown', 'nothing-to-do'] as const

const asChange = (row: Row): KeptChange => ({
  cursor: readChange.integer(row, 'cursor'),
  type: readChange.text(row, 'type'),
  at: readChange.text(row, 'at') as Instant,
  body: jsonOf('sync_change', 'body', readChange.text(row, 'body')),
  outcome: readChange.oneOf(row, 'outcome', OUTCOMES),
  notice: readChange.objectOrNull<Words>(row, 'notice'),
})

const asLease = (row: Row): Lease => ({
  requestId: readLease.text(row, 'request_id'),
  kind: readLease.oneOf(row, 'kind', KIND_IDS),
  selector: readLease.object<Record<string, string>>(row, 'selector'),
  count: readLease.integer(row, 'count'),
  askedAt: readLease.text(row, 'asked_at') as Instant,
})

type Answers = Pick<SyncStore, 'linesBetween' | 'keepChange' | 'cursor' | 'notices' | 'noticeSeen'>

type Leases = Pick<SyncStore, 'openLeases' | 'refusedLeases' | 'askLease' | 'answerLease'>

/** What came back from the store besides receipts. */
export const syncAnswers = (session: Session): Answers => ({
  linesBetween: (from, until) =>
    session
      .all(
        `SELECT o.seq, o.record_id, o.hash, r.state FROM outbox o JOIN sync_record r ON r.seq = o.seq
           WHERE o.at >= ? AND o.at < ? ORDER BY o.seq`,
        [from, until],
      )
      .map(row => ({
        seq: readLine.integer(row, 'seq'),
        recordId: readLine.text(row, 'record_id'),
        hash: readLine.text(row, 'hash'),
        state: readLine.oneOf(row, 'state', STATES),
      })),
  keepChange: (change, takenAt) =>
    session.run(
      `INSERT INTO sync_change (cursor, type, at, body, outcome, notice, seen, taken_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?)
         ON CONFLICT (cursor) DO NOTHING`,
      [
        change.cursor,
        change.type,
        change.at,
        toJson(change.body),
        change.outcome,
        toJsonOrNull(change.notice),
        takenAt,
      ],
    ) === 1,
  cursor() {
    const row = session.get('SELECT cursor FROM sync_change ORDER BY cursor DESC LIMIT 1')
    return row ? readChange.integer(row, 'cursor') : 0
  },
  notices: limit =>
    session
      .all(
        `SELECT cursor, type, at, body, outcome, notice FROM sync_change WHERE notice IS NOT NULL AND seen = 0
           ORDER BY cursor LIMIT ?`,
        [pageLimit(limit)],
      )
      .map(asChange),
  noticeSeen: cursor => void session.run('UPDATE sync_change SET seen = 1 WHERE cursor = ?', [cursor]),
})

/** Blocks that were asked for. */
export const syncLeases = (session: Session): Leases => ({
  openLeases: () =>
    session
      .all(
        'SELECT request_id, kind, selector, count, asked_at FROM sync_lease WHERE block_id IS NULL ORDER BY asked_at',
      )
      .map(asLease),
  refusedLeases: since =>
    session
      .all(
        `SELECT request_id, kind, selector, count, asked_at FROM sync_lease
           WHERE block_id LIKE 'refused:%' AND asked_at > ? ORDER BY asked_at`,
        [since],
      )
      .map(asLease),
  askLease: lease =>
    void session.run(
      'INSERT INTO sync_lease (request_id, kind, selector, count, asked_at) VALUES (?, ?, ?, ?, ?)',
      [lease.requestId, lease.kind, toJson(lease.selector), lease.count, lease.askedAt],
    ),
  answerLease: (requestId, blockId) =>
    void session.run('UPDATE sync_lease SET block_id = ? WHERE request_id = ?', [blockId, requestId]),
})
