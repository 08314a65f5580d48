import { steps } from './migration.ts'

/** What the store has issued to those who call it. A serial that is not here is nobody's, whatever signature it bears. */
export const clientCertificates = steps(30, 'client certificates', [
  `CREATE TABLE client_certificates (
    serial text PRIMARY KEY CHECK (serial ~ '^[0-9a-f]{1,40}$'),
    caller text NOT NULL CHECK (caller IN ('workstation', 'operator')),
    workstation_id text REFERENCES workstations CHECK ((workstation_id IS NOT NULL) = (caller = 'workstation')),
    operator_name text CHECK ((operator_name IS NOT NULL) = (caller = 'operator')),
    certificate bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    revoked_at timestamptz
  )`,
  `CREATE INDEX client_certificates_workstation ON client_certificates (workstation_id)`,
])
