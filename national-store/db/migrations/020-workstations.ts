import { steps } from './migration.ts'

/** A machine is known by its first pairing; `revoked` shuts it out until it is paired anew. */
export const workstations = steps(20, 'workstations', [
  `CREATE TABLE workstations (
    id text PRIMARY KEY CHECK (id ~ '^[A-Z0-9-]{8,32}$'),
    office_code text NOT NULL REFERENCES offices,
    state text NOT NULL CHECK (state IN ('active', 'revoked')),
    paired_at timestamptz NOT NULL,
    revoked_at timestamptz CHECK ((revoked_at IS NOT NULL) = (state = 'revoked'))
  )`,
  `CREATE INDEX workstations_office ON workstations (office_code)`,
])
