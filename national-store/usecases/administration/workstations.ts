import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type StoreClock } from '../../ports/clock.ts'
import { type Database } from '../../ports/sql.ts'

export interface WorkstationLine {
  readonly id: string
  readonly officeCode: string
  readonly officeName: string
  readonly state: 'active' | 'revoked'
  readonly pairedAt: Instant
  /** End of the certificate that lasts longest; null where none is good. */
  readonly validUntil: Instant | null
}

/** Every workstation that was ever paired, by office and id. */
export const listWorkstations =
  ({ db }: { readonly db: Database }) =>
  (): Promise<readonly WorkstationLine[]> =>
    db.sql.query<WorkstationLine>(
      `SELECT w.id, o.code AS "officeCode", o.name AS "officeName", w.state, w.paired_at AS "pairedAt",
        (SELECT max(valid_until) FROM client_certificates c WHERE c.workstation_id = w.id AND c.revoked_at IS NULL)
          AS "validUntil"
      FROM workstations w JOIN offices o ON o.code = w.office_code
      ORDER BY o.code, w.id`,
    )

/** Shuts a workstation out from its next call on: lost, stolen, retired. Pairing anew lets it in again. */
export const revokeWorkstation =
  ({ db, clock }: { readonly db: Database; readonly clock: StoreClock }) =>
  (
    id: string,
  ): Promise<
    Result<{ readonly id: string; readonly certificates: number }, AppError<'workstation-unknown'>>
  > =>
    db.write(async sql => {
      const now = clock.now()
      const found = await sql.query(
        `UPDATE workstations SET state = 'revoked', revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING id`,
        [id, now],
      )
      if (found.length === 0)
        return err(
          appError(
            'workstation-unknown',
            words(`没有工作站 ${id.slice(0, 64)}`, `there is no workstation ${id.slice(0, 64)}`),
            {
              next: words('用 workstations 查看全部工作站', 'see them all with workstations'),
            },
          ),
        )
      const certificates = await sql.query(
        `UPDATE client_certificates SET revoked_at = $2 WHERE workstation_id = $1 AND revoked_at IS NULL RETURNING serial`,
        [id, now],
      )
      // A code that was handed out before would let it in again.
      await sql.query(
        `UPDATE pairing_codes SET expires_at = $2 WHERE workstation_id = $1 AND used_at IS NULL`,
        [id, now],
      )
      return ok({ id, certificates: certificates.length })
    })
