import { steps } from './migration.ts'

/** Only the digest of a code's secret is kept: who reads the database cannot pair. */
export const pairingCodes = steps(40, 'pairing codes', [
  `CREATE TABLE pairing_codes (
    secret_sha256 text PRIMARY KEY CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
    workstation_id text NOT NULL CHECK (workstation_id ~ '^[A-Z0-9-]{8,32}$'),
    office_code text NOT NULL REFERENCES offices,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    used_serial text REFERENCES client_certificates CHECK ((used_serial IS NOT NULL) = (used_at IS NOT NULL)),
    used_key_sha256 text CHECK ((used_key_sha256 IS NOT NULL) = (used_at IS NOT NULL))
  )`,
  `CREATE INDEX pairing_codes_workstation ON pairing_codes (workstation_id)`,
])
