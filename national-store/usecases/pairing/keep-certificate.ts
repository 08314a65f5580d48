import { type Instant } from '../../../shared/kernel/instant.ts'
import { type ClientCertificate } from '../../ports/keys.ts'
import { type Sql } from '../../ports/sql.ts'

/** Writes an issued certificate down: from now on its holder is known. */
export const keepCertificate = (
  sql: Sql,
  workstationId: string,
  issued: ClientCertificate,
  now: Instant,
): Promise<unknown> =>
  sql.query(
    `INSERT INTO client_certificates (serial, caller, workstation_id, certificate, issued_at, valid_until)
      VALUES ($1, 'workstation', $2, $3, $4, $5)`,
    [issued.serial, workstationId, issued.certificate, now, issued.validUntil],
  )
