import { type ReturnReason } from '../../../shared/domain/sync/receipt.ts'
import { type SyncStore } from '../../ports/stores/sync.ts'
import { rowReader, toJson } from './row.ts'
import { type Session } from './session.ts'

const read = rowReader('sync_record')

type Verdict = Parameters<SyncStore['settle']>[1][number]

/** Sums that are asked for often, and the furthest record that was ever settled. */
function totals(session: Session) {
  return {
    of(name: 'accepted' | 'returned' | 'furthest'): number {
      const row = session.get('SELECT n FROM sync_total WHERE name = ?', [name])
      return row ? rowReader('sync_total').integer(row, 'n') : 0
    },
    add(name: string, by: number): void {
      session.run(
        'INSERT INTO sync_total (name, n) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n',
        [name, by],
      )
    },
    reached(seq: number): void {
      session.run(
        `INSERT INTO sync_total (name, n) VALUES ('furthest', ?)
           ON CONFLICT (name) DO UPDATE SET n = max(n, excluded.n)`,
        [seq],
      )
    },
  }
}

const correctionOf = (session: Session, seq: number): number | undefined => {
  const by = session.get('SELECT corrected_by FROM sync_record WHERE seq = ?', [seq])?.['corrected_by']
  return typeof by === 'number' ? by : undefined
}

const toFront = (session: Session, seq: number): void =>
  void session.run(`UPDATE sync_record SET head = 1 WHERE seq = ? AND state = 'waiting'`, [seq])

/** The first of the lane goes; where it was returned, only what corrects it does. */
function advance(session: Session, lane: string): void {
  const first = session.get('SELECT seq, state FROM sync_record WHERE lane = ? ORDER BY seq LIMIT 1', [lane])
  if (!first) return
  const seq = read.integer(first, 'seq')
  if (first['state'] === 'waiting') return toFront(session, seq)
  for (let by = correctionOf(session, seq); by !== undefined; by = correctionOf(session, by))
    toFront(session, by)
}

/** What the accepted record took the place of needs nothing any more, nor what that one had corrected. */
function release(session: Session, seq: number): void {
  for (const row of session.all('SELECT seq FROM sync_record WHERE corrected_by = ?', [seq])) {
    const before = read.integer(row, 'seq')
    session.run(`UPDATE sync_record SET lane = NULL WHERE seq = ? AND state = 'returned'`, [before])
    release(session, before)
  }
}

/** @throws where the record does not wait: nothing is settled twice */
function laneOf(session: Session, seq: number): string {
  const row = session.get(`SELECT lane FROM sync_record WHERE seq = ? AND state = 'waiting'`, [seq])
  return row ? read.text(row, 'lane') : session.fail(new Error(`record ${seq} does not wait`))
}

function accept(session: Session, seq: number, receipt: number): void {
  const lane = laneOf(session, seq)
  session.run(
    `UPDATE sync_record SET state = 'accepted', lane = NULL, head = 0, receipt = ?, reasons = NULL, not_before = NULL,
       answer = NULL WHERE seq = ?`,
    [receipt, seq],
  )
  release(session, seq)
  advance(session, lane)
}

function giveBack(session: Session, seq: number, receipt: number, reasons: readonly ReturnReason[]): void {
  const lane = laneOf(session, seq)
  session.run(
    `UPDATE sync_record SET state = 'returned', head = 0, receipt = ?, reasons = ?, not_before = NULL, answer = NULL
       WHERE seq = ?`,
    [receipt, toJson(reasons), seq],
  )
  // Sent once more because the store had lost it: what has taken its place meanwhile still stands.
  const by = correctionOf(session, seq)
  const replaced =
    by !== undefined &&
    session.get(`SELECT 1 AS yes FROM sync_record WHERE seq = ? AND state = 'accepted'`, [by]) !== undefined
  if (replaced) session.run('UPDATE sync_record SET lane = NULL WHERE seq = ?', [seq])
  advance(session, lane)
}

/** The lanes of the queue: who is at the front, and what an answer makes of it. */
export function syncQueue(session: Session) {
  const sums = totals(session)
  return {
    settle(verdicts: readonly Verdict[], receipt: number): void {
      for (const { seq, verdict, reasons } of verdicts) {
        if (verdict === 'returned') giveBack(session, seq, receipt, reasons)
        else accept(session, seq, receipt)
        sums.add(verdict === 'returned' ? 'returned' : 'accepted', 1)
        sums.reached(seq)
      }
    },
    waitAgain([from, to]: readonly [number, number]): number {
      const rows = session.all(
        `SELECT r.seq, r.state, coalesce((SELECT l.lineage_id FROM licence l WHERE l.identifier = o.subject), o.subject)
             AS lane FROM sync_record r JOIN outbox o ON o.seq = r.seq
           WHERE r.seq BETWEEN ? AND ? AND r.state <> 'waiting' ORDER BY r.seq`,
        [from, Math.min(to, sums.of('furthest'))],
      )
      for (const row of rows) {
        const [seq, lane] = [read.integer(row, 'seq'), read.text(row, 'lane')]
        session.run(`UPDATE sync_record SET state = 'waiting', lane = ? WHERE seq = ?`, [lane, seq])
        session.run(`UPDATE sync_record SET head = 0 WHERE lane = ? AND state = 'waiting'`, [lane])
        sums.add(read.text(row, 'state'), -1)
        advance(session, lane)
      }
      return rows.length
    },
    total: sums.of,
    advance: (lane: string) => advance(session, lane),
    toFront: (seq: number) => toFront(session, seq),
  }
}
