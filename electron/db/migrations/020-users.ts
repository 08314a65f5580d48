import { type Migration } from './migration.ts'

/** Accounts. `login_key` is the login as it is compared: without case and width. */
export const users: Migration = {
  id: 20,
  name: 'users',
  up(db) {
    db.run(`CREATE TABLE user (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL,
  login_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  state TEXT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until TEXT,
  created_at TEXT NOT NULL,
  password TEXT NOT NULL
) STRICT`)
  },
}
