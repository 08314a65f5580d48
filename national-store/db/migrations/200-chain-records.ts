import { steps } from './migration.ts'

/**
 * Everything that a workstation ever sent, as it came and as it was hashed, returned records too. Split by workstation: what
 * is asked of it is always asked of one chain.
 */
export const chainRecords = steps(200, 'chain records', [
  `CREATE TABLE chains (
    workstation_id text COLLATE "C" PRIMARY KEY,
    office_code text NOT NULL,
    complete_to bigint NOT NULL DEFAULT 0,
    head_seq bigint NOT NULL DEFAULT 0,
    head_hash text
  )`,
  `CREATE TABLE chain_records (
    workstation_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    record_id text COLLATE "C" NOT NULL,
    type text NOT NULL,
    subject text COLLATE "C" NOT NULL,
    payload text NOT NULL,
    at timestamptz NOT NULL,
    day date NOT NULL,
    prev_hash text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    verdict text NOT NULL CHECK (verdict IN ('accepted', 'returned')),
    reasons jsonb,
    corrected_by text,
    batch_id text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (workstation_id, seq),
    UNIQUE (workstation_id, record_id)
  ) PARTITION BY HASH (workstation_id)`,
  ...Array.from(
    { length: 8 },
    (_, i) =>
      `CREATE TABLE chain_records_${i} PARTITION OF chain_records FOR VALUES WITH (MODULUS 8, REMAINDER ${i})`,
  ),
  `CREATE INDEX chain_records_day ON chain_records (workstation_id, day, seq)`,
  `CREATE INDEX chain_records_open ON chain_records (workstation_id, subject)
    WHERE verdict = 'returned' AND corrected_by IS NULL`,
  `CREATE TABLE batches (
    workstation_id text COLLATE "C" NOT NULL,
    batch_id text COLLATE "C" NOT NULL,
    digest text NOT NULL,
    receipt text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (workstation_id, batch_id)
  )`,
])
