import { type Migration } from './migration.ts'

/** Numbers of a block that a licence bore before the block came to them: passed over, each with its ground. */
export const numberSkips: Migration = {
  id: 130,
  name: 'number skips',
  up(db) {
    db.run(`CREATE TABLE number_skip (
  block_id TEXT NOT NULL REFERENCES number_block (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 0),
  number TEXT NOT NULL,
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  at TEXT NOT NULL,
  PRIMARY KEY (block_id, position)
) STRICT, WITHOUT ROWID`)
    db.run('CREATE INDEX number_skip_licence ON number_skip (licence_id)')
    db.run(`CREATE TRIGGER number_skip_no_update BEFORE UPDATE ON number_skip BEGIN
  SELECT RAISE(ABORT, 'number_skip is append-only');
END`)
    db.run(`CREATE TRIGGER number_skip_no_delete BEFORE DELETE ON number_skip BEGIN
  SELECT RAISE(ABORT, 'number_skip is append-only');
END`)
    // A number is used or passed over, never both, and never twice; INSERT OR REPLACE asks no DELETE trigger.
    db.run(`CREATE TRIGGER number_skip_once BEFORE INSERT ON number_skip
WHEN EXISTS (SELECT 1 FROM number_skip WHERE block_id = NEW.block_id AND position = NEW.position)
  OR EXISTS (SELECT 1 FROM number_use WHERE block_id = NEW.block_id AND position = NEW.position) BEGIN
  SELECT RAISE(ABORT, 'this number is settled');
END`)
    db.run(`CREATE TRIGGER number_use_not_skipped BEFORE INSERT ON number_use
WHEN EXISTS (SELECT 1 FROM number_skip WHERE block_id = NEW.block_id AND position = NEW.position) BEGIN
  SELECT RAISE(ABORT, 'this number is passed over');
END`)
  },
}
