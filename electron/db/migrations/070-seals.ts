import { type Migration } from './migration.ts'

/** The office's seals, and the append-only log of their use. */
export const seals: Migration = {
  id: 70,
  name: 'seals',
  up(db) {
    db.run(`CREATE TABLE seal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT`)
    db.run(`CREATE TABLE seal_use (
  seq INTEGER PRIMARY KEY,
  seal_id TEXT NOT NULL REFERENCES seal (id) DEFERRABLE INITIALLY DEFERRED,
  licence_id TEXT NOT NULL,
  identifier TEXT NOT NULL,
  document_digest TEXT NOT NULL,
  at TEXT NOT NULL,
  by_user_id TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT`)
    db.run('CREATE INDEX seal_use_seal ON seal_use (seal_id)')
    db.run(`CREATE TRIGGER seal_use_no_update BEFORE UPDATE ON seal_use BEGIN
  SELECT RAISE(ABORT, 'seal_use is append-only');
END`)
    db.run(`CREATE TRIGGER seal_use_in_order BEFORE INSERT ON seal_use
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM seal_use) BEGIN
  SELECT RAISE(ABORT, 'seal_use is numbered without a gap');
END`)
    db.run(`CREATE TRIGGER seal_use_no_delete BEFORE DELETE ON seal_use BEGIN
  SELECT RAISE(ABORT, 'seal_use is append-only');
END`)
  },
}
