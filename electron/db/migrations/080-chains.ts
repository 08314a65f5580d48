import { type Migration } from './migration.ts'

const appendOnly = (table: string, what: string): string =>
  `CREATE TRIGGER ${table}_no_${what.toLowerCase()} BEFORE ${what} ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} is append-only');
END`

/** Also refuses INSERT OR REPLACE, which deletes without asking a DELETE trigger. */
const inOrder = (table: string): string =>
  `CREATE TRIGGER ${table}_in_order BEFORE INSERT ON ${table}
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM ${table}) BEGIN
  SELECT RAISE(ABORT, '${table} is numbered without a gap');
END`

/**
 * The outbox and the journal: numbered hash chains, append-only. `chain_head` keeps the number and hash of each
 * chain's last record, so that records cut off at the end are missed too.
 */
export const chains: Migration = {
  id: 80,
  name: 'chains',
  up(db) {
    db.run(`CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL,
  at TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT`)
    db.run('CREATE INDEX outbox_subject ON outbox (subject)')
    db.run(`CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  at TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT`)
    db.run('CREATE INDEX journal_subject ON journal (subject_id)')
    for (const table of ['outbox', 'journal']) {
      db.run(appendOnly(table, 'UPDATE'))
      db.run(appendOnly(table, 'DELETE'))
      db.run(inOrder(table))
    }
    db.run(`CREATE TABLE chain_head (
  chain TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT, WITHOUT ROWID`)
    db.run(`CREATE TRIGGER chain_head_onward BEFORE UPDATE ON chain_head WHEN NEW.seq <> OLD.seq + 1 BEGIN
  SELECT RAISE(ABORT, 'a chain grows by one');
END`)
    db.run(`CREATE TRIGGER chain_head_no_delete BEFORE DELETE ON chain_head BEGIN
  SELECT RAISE(ABORT, 'a chain is never cut');
END`)
  },
}
