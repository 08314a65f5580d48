import { type Migration } from './migration.ts'

const FIXED = [
  'seq',
  'id',
  'lineage_id',
  'version',
  'kind',
  'number',
  'number_key',
  'identifier',
  'holder_name',
  'holder_key',
  'holder_code',
  'holder_code_type',
  'issue_date',
  'valid_to',
  'origin',
].join(', ')

const forever = (table: string, what: string): string =>
  `CREATE TRIGGER ${table}_no_${what.toLowerCase()} BEFORE ${what} ON ${table} BEGIN
  SELECT RAISE(ABORT, '${table} rows are kept for ever');
END`

const TABLES = [
  `CREATE TABLE licence (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  lineage_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  status_since TEXT NOT NULL,
  issue_date TEXT NOT NULL,
  valid_to TEXT,
  origin TEXT NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  identifier TEXT,
  holder_code TEXT NOT NULL,
  holder_code_type TEXT NOT NULL,
  holder_name TEXT NOT NULL,
  holder_key TEXT NOT NULL
) STRICT`,
  `CREATE TABLE licence_body (
  seq INTEGER PRIMARY KEY REFERENCES licence (seq) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL
) STRICT`,
  `CREATE TABLE licence_number (
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  lineage_id TEXT NOT NULL,
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID`,
  `CREATE TABLE copy_file (
  licence_id TEXT NOT NULL REFERENCES licence (id) DEFERRABLE INITIALLY DEFERRED,
  format TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  PRIMARY KEY (licence_id, format)
) STRICT, WITHOUT ROWID`,
]

const INDEXES = [
  'CREATE UNIQUE INDEX licence_id ON licence (id)',
  'CREATE UNIQUE INDEX licence_lineage ON licence (lineage_id, version)',
  'CREATE UNIQUE INDEX licence_identifier ON licence (identifier) WHERE identifier IS NOT NULL',
  'CREATE INDEX licence_number_key ON licence (number_key)',
  'CREATE INDEX licence_holder_code ON licence (holder_code)',
  'CREATE INDEX licence_kind ON licence (kind)',
  'CREATE INDEX licence_issue_date ON licence (issue_date)',
  `CREATE INDEX licence_valid_to ON licence (valid_to, status) WHERE valid_to IS NOT NULL`,
  `CREATE INDEX licence_not_valid ON licence (status) WHERE status <> 'valid'`,
]

// `no_replace` and `in_order` are there for INSERT OR REPLACE, which deletes without asking a DELETE trigger.
const TRIGGERS = [
  `CREATE TRIGGER licence_fixed BEFORE UPDATE OF ${FIXED} ON licence BEGIN
  SELECT RAISE(ABORT, 'only the status of a licence changes');
END`,
  `CREATE TRIGGER licence_number_no_replace BEFORE INSERT ON licence_number
WHEN EXISTS (SELECT 1 FROM licence_number WHERE kind = NEW.kind AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'this number is taken');
END`,
  `CREATE TRIGGER licence_in_order BEFORE INSERT ON licence
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM licence) BEGIN
  SELECT RAISE(ABORT, 'licences are numbered without a gap');
END`,
  forever('licence', 'DELETE'),
  ...['licence_body', 'licence_number', 'copy_file'].flatMap(table => [
    forever(table, 'UPDATE'),
    forever(table, 'DELETE'),
  ]),
]

/**
 * The register. `licence` is narrow, because searches walk it; `licence_body` holds the face data and the rest.
 * `licence_number` is the claim of one lineage on one number: its key is what makes a second licence of the same
 * number impossible. `number_key` and `holder_key` are the number and the name as they are compared.
 * Only the status of a licence ever changes.
 */
export const licences: Migration = {
  id: 40,
  name: 'licences',
  up(db) {
    for (const sql of [...TABLES, ...INDEXES, ...TRIGGERS]) db.run(sql)
  },
}
