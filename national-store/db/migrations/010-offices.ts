import { steps } from './migration.ts'

export const offices = steps(10, 'offices', [
  `CREATE TABLE offices (
    code text PRIMARY KEY CHECK (code ~ '^[0-9A-Z]{18}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    region text NOT NULL CHECK (region ~ '^[0-9]{6}$'),
    added_at timestamptz NOT NULL
  )`,
])
