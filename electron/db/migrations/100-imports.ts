import { type Migration } from './migration.ts'

/** Import jobs, and the rows of their files that were not taken over. */
export const imports: Migration = {
  id: 100,
  name: 'imports',
  up(db) {
    db.run(`CREATE TABLE import_job (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL,
  options TEXT NOT NULL,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL,
  last_row INTEGER NOT NULL CHECK (last_row >= 0),
  good INTEGER NOT NULL CHECK (good >= 0),
  bad INTEGER NOT NULL CHECK (bad >= 0),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_by_id TEXT NOT NULL,
  failure TEXT
) STRICT`)
    db.run(`CREATE TABLE import_fault (
  job_id TEXT NOT NULL REFERENCES import_job (id) DEFERRABLE INITIALLY DEFERRED,
  row INTEGER NOT NULL CHECK (row >= 1),
  cells TEXT NOT NULL,
  faults TEXT NOT NULL,
  PRIMARY KEY (job_id, row)
) STRICT, WITHOUT ROWID`)
  },
}
