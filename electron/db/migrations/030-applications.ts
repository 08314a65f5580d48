import { type Migration } from './migration.ts'

/**
 * Applications in the order they were taken. What lists and checks ask for has a column, the rest is JSON in `body`.
 * `receipt_day` and `receipt_run` are read off the receipt number, so that no counter can drift from the rows.
 */
export const applications: Migration = {
  id: 30,
  name: 'applications',
  up(db) {
    db.run(`CREATE TABLE application (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  receipt_number TEXT NOT NULL UNIQUE,
  receipt_day TEXT,
  receipt_run INTEGER,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  revision INTEGER NOT NULL,
  maker_id TEXT NOT NULL,
  holder_key TEXT NOT NULL,
  holder_code TEXT NOT NULL,
  import_job TEXT,
  import_row INTEGER,
  body TEXT NOT NULL
) STRICT`)
    db.run('CREATE INDEX application_state ON application (state)')
    db.run('CREATE INDEX application_holder ON application (holder_code)')
    db.run(
      'CREATE INDEX application_import ON application (import_job, import_row) WHERE import_job IS NOT NULL',
    )
    db.run(
      'CREATE INDEX application_receipt ON application (receipt_day, receipt_run) WHERE receipt_day IS NOT NULL',
    )
  },
}
