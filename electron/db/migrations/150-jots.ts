import { type Migration } from './migration.ts'

/** What people have typed and not handed in yet, where nothing else keeps it: mended rows, reasons of a return, a form. */
export const jots: Migration = {
  id: 150,
  name: 'jots',
  up(db) {
    db.run(`CREATE TABLE jot (
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (subject, item)
) STRICT, WITHOUT ROWID`)
  },
}
