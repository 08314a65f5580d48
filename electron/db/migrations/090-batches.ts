import { type Migration } from './migration.ts'

/** Batches of issuing, and what became of each item; the partial index finds what still waits. */
export const batches: Migration = {
  id: 90,
  name: 'batches',
  up(db) {
    db.run(`CREATE TABLE batch (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  total INTEGER NOT NULL,
  issued INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  stop_reason TEXT,
  CHECK (issued + failed <= total)
) STRICT`)
    db.run(`CREATE TABLE batch_item (
  batch_id TEXT NOT NULL REFERENCES batch (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 1),
  application_id TEXT NOT NULL,
  state TEXT NOT NULL,
  licence_id TEXT,
  error TEXT,
  PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID`)
    db.run(`CREATE INDEX batch_item_waiting ON batch_item (batch_id, position) WHERE state = 'waiting'`)
  },
}
