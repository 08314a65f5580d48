import { type Migration } from './migration.ts'

/** What the office set, and small binary things (photos, seal pictures) named by their digest. */
export const settings: Migration = {
  id: 10,
  name: 'settings',
  up(db) {
    db.run(`CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID`)
    db.run(`CREATE TABLE blob (
  digest TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT`)
  },
}
