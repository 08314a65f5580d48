import { steps } from './migration.ts'

/** Files that the store holds whole; their bytes lie on the shelf under their SHA-256. */
export const files = steps(60, 'files', [
  `CREATE TABLE files (
    sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    sm3 text CHECK (sm3 ~ '^[0-9a-f]{64}$'),
    bytes bigint NOT NULL CHECK (bytes > 0),
    kept_at timestamptz NOT NULL
  )`,
])
