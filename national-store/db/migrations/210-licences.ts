import { steps } from './migration.ts'

/**
 * One row a version of a licence, by province and year of issue. What must be unique, or found without knowing where, has
 * a table of its own that is not split: `licence_keys` says where a version lies, `licence_numbers` whose a number is.
 * `id` is the 证照标识, or `<kind>:<number>` for stock from before identifiers.
 */
export const licences = steps(210, 'licences', [
  `CREATE TABLE licence_keys (
    id text COLLATE "C" PRIMARY KEY,
    province char(2) NOT NULL,
    year integer NOT NULL
  )`,
  `CREATE TABLE licence_numbers (
    kind text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    lineage text COLLATE "C" NOT NULL,
    newest text COLLATE "C" NOT NULL,
    office_code text NOT NULL,
    PRIMARY KEY (kind, number)
  )`,
  `CREATE INDEX licence_numbers_number ON licence_numbers (number)`,
  `CREATE TABLE licences (
    province char(2) NOT NULL,
    year integer NOT NULL,
    id text COLLATE "C" NOT NULL,
    lineage text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    kind text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    identifier text COLLATE "C",
    previous text COLLATE "C",
    successor text COLLATE "C",
    status text NOT NULL,
    status_since timestamptz NOT NULL,
    status_by text NOT NULL CHECK (status_by IN ('counter', 'store')),
    holder_name text NOT NULL,
    holder_code text COLLATE "C" NOT NULL,
    holder_code_type text NOT NULL,
    issue_date date NOT NULL,
    valid_from date,
    valid_to date,
    office_code text COLLATE "C" NOT NULL,
    issuer_name text NOT NULL,
    region text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('issued', 'stock')),
    specimen boolean NOT NULL,
    pack_version text NOT NULL,
    file_sha256 text COLLATE "C",
    "values" jsonb NOT NULL,
    workstation_id text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (province, year, id)
  ) PARTITION BY LIST (province)`,
  `CREATE TABLE licences_rest PARTITION OF licences DEFAULT`,
  `CREATE INDEX licences_holder ON licences (holder_code)`,
  `CREATE INDEX licences_not_valid ON licences (status, valid_to) WHERE status <> 'valid'`,
  `CREATE TABLE catalogue_rows (
    licence_id text COLLATE "C" PRIMARY KEY,
    office_code text NOT NULL,
    operation text NOT NULL,
    row jsonb NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE item_data (
    licence_id text COLLATE "C" PRIMARY KEY,
    receipt_number text NOT NULL,
    event text NOT NULL,
    item jsonb NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE seal_uses (
    workstation_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    licence_id text COLLATE "C" NOT NULL,
    seal text NOT NULL,
    certificate text COLLATE "C" NOT NULL,
    document_digest text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workstation_id, seq)
  )`,
  `CREATE INDEX seal_uses_certificate ON seal_uses (certificate, at)`,
  `CREATE TABLE status_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    licence_id text COLLATE "C" NOT NULL,
    status text NOT NULL,
    since timestamptz NOT NULL,
    made_by text NOT NULL CHECK (made_by IN ('counter', 'store')),
    by_name text NOT NULL,
    reason text,
    decision_number text,
    replaced_by text,
    applied boolean NOT NULL
  )`,
  `CREATE INDEX status_events_licence ON status_events (licence_id, id)`,
])
