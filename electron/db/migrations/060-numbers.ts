import { type Migration } from './migration.ts'

/**
 * Blocks of numbers that the store lent, and each number's use. The second unique key of `number_use` refuses a
 * number that two overlapping blocks would give.
 */
export const numbers: Migration = {
  id: 60,
  name: 'numbers',
  up(db) {
    db.run(`CREATE TABLE number_block (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 1),
  next INTEGER NOT NULL CHECK (next BETWEEN 0 AND size),
  imported_at TEXT NOT NULL,
  signer TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT`)
    db.run('CREATE INDEX number_block_kind ON number_block (kind)')
    db.run(`CREATE TABLE number_use (
  block_id TEXT NOT NULL REFERENCES number_block (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  licence_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (block_id, position),
  UNIQUE (kind, number)
) STRICT, WITHOUT ROWID`)
    db.run(`CREATE TRIGGER number_use_no_update BEFORE UPDATE ON number_use BEGIN
  SELECT RAISE(ABORT, 'number_use is append-only');
END`)
    // INSERT OR REPLACE deletes without asking a DELETE trigger.
    db.run(`CREATE TRIGGER number_use_no_replace BEFORE INSERT ON number_use
WHEN EXISTS (SELECT 1 FROM number_use WHERE block_id = NEW.block_id AND position = NEW.position)
  OR EXISTS (SELECT 1 FROM number_use WHERE kind = NEW.kind AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'this number is used');
END`)
    db.run(`CREATE TRIGGER number_use_no_delete BEFORE DELETE ON number_use BEGIN
  SELECT RAISE(ABORT, 'number_use is append-only');
END`)
    db.run(`CREATE TRIGGER number_block_onward BEFORE UPDATE OF next ON number_block WHEN NEW.next <= OLD.next BEGIN
  SELECT RAISE(ABORT, 'numbers are never given back');
END`)
    db.run(`CREATE TRIGGER number_block_no_delete BEFORE DELETE ON number_block BEGIN
  SELECT RAISE(ABORT, 'number blocks are kept for ever');
END`)
  },
}
