import { type Migration } from './migration.ts'

const kept = (table: string, what: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_no_${what.toLowerCase()} BEFORE ${what} ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} rows are kept for ever');
END`

/** A licence's records go in order, whatever version they are about; a record about no known licence has its subject to itself. */
const LANE = 'coalesce((SELECT l.lineage_id FROM licence l WHERE l.identifier = o.subject), o.subject)'

const RECORDS = `CREATE TABLE sync_record (
  seq INTEGER PRIMARY KEY REFERENCES outbox (seq) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'returned')),
  lane TEXT,
  head INTEGER NOT NULL CHECK (head IN (0, 1)),
  receipt INTEGER REFERENCES sync_receipt (seq) DEFERRABLE INITIALLY DEFERRED,
  reasons TEXT,
  corrected_by INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  not_before TEXT,
  answer TEXT,
  CHECK (state = 'waiting' OR receipt IS NOT NULL),
  CHECK (state <> 'waiting' OR lane IS NOT NULL),
  CHECK (head = 0 OR state = 'waiting')
) STRICT`

const RECEIPTS = `CREATE TABLE sync_receipt (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  batch_id TEXT NOT NULL,
  at TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT`

const TABLES = [
  RECEIPTS,
  RECORDS,
  `CREATE TABLE sync_total (name TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE sync_batch (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  head_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  seqs TEXT NOT NULL,
  sent INTEGER NOT NULL CHECK (sent >= 0),
  made_at TEXT NOT NULL
) STRICT`,
  `CREATE TABLE sync_change (
  cursor INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  body TEXT NOT NULL,
  outcome TEXT NOT NULL,
  notice TEXT,
  seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
  taken_at TEXT NOT NULL
) STRICT`,
  `CREATE TABLE sync_lease (
  request_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  selector TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  asked_at TEXT NOT NULL,
  block_id TEXT
) STRICT, WITHOUT ROWID`,
]

const INDEXES = [
  `CREATE INDEX sync_record_waiting ON sync_record (head, seq) WHERE state = 'waiting'`,
  'CREATE INDEX sync_record_lane ON sync_record (lane, seq) WHERE lane IS NOT NULL',
  `CREATE INDEX sync_record_open ON sync_record (seq) WHERE state = 'returned' AND lane IS NOT NULL`,
  'CREATE INDEX sync_record_correction ON sync_record (corrected_by) WHERE corrected_by IS NOT NULL',
  `CREATE INDEX sync_record_aside ON sync_record (not_before) WHERE state = 'waiting' AND tries > 0`,
  'CREATE INDEX outbox_at ON outbox (at)',
  'CREATE INDEX sync_change_notice ON sync_change (cursor) WHERE notice IS NOT NULL AND seen = 0',
]

/**
 * What became of each record of the outbox. `lane` is the licence that a record waits with, and null once nothing waits for
 * the record any more; `head` is 1 at the front of a lane that is free. Whatever is appended to the outbox waits, whoever
 * appends it; nothing is settled without a receipt; nothing here is deleted.
 */
export const sync: Migration = {
  id: 170,
  name: 'sync',
  up(db) {
    for (const table of TABLES) db.run(table)
    for (const index of INDEXES) db.run(index)
    db.run(
      `INSERT INTO sync_record (seq, state, lane, head) SELECT o.seq, 'waiting', ${LANE}, 0 FROM outbox o ORDER BY o.seq`,
    )
    db.run(
      'UPDATE sync_record SET head = 1 WHERE seq IN (SELECT min(seq) FROM sync_record WHERE lane IS NOT NULL GROUP BY lane)',
    )
    db.run(`CREATE TRIGGER outbox_waits AFTER INSERT ON outbox BEGIN
  INSERT INTO sync_record (seq, state, lane, head)
    SELECT w.seq, 'waiting', w.lane, NOT EXISTS (SELECT 1 FROM sync_record r WHERE r.lane = w.lane)
      FROM (SELECT o.seq, ${LANE} AS lane FROM (SELECT NEW.seq AS seq, NEW.subject AS subject) o) w;
END`)
    db.run(kept('sync_record', 'DELETE'))
    for (const table of ['sync_receipt', 'sync_change']) db.run(kept(table, 'DELETE'))
    db.run(kept('sync_receipt', 'UPDATE'))
    // INSERT OR REPLACE deletes without asking a DELETE trigger.
    db.run(`CREATE TRIGGER sync_receipt_no_replace BEFORE INSERT ON sync_receipt
WHEN EXISTS (SELECT 1 FROM sync_receipt WHERE seq = NEW.seq OR id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a receipt is kept as it came');
END`)
  },
}
