import { equalBytes } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type OperatorCaller, type WorkstationCaller } from '../../ports/caller.ts'
import { type StoreClock } from '../../ports/clock.ts'
import { type Database } from '../../ports/sql.ts'

export type KnownCaller =
  | { readonly kind: 'workstation'; readonly caller: WorkstationCaller }
  | { readonly kind: 'operator'; readonly caller: OperatorCaller }

interface Row {
  readonly caller: 'workstation' | 'operator'
  readonly certificate: Uint8Array
  readonly valid_until: Instant
  readonly revoked_at: Instant | null
  readonly operator_name: string | null
  readonly workstation_id: string | null
  readonly state: 'active' | 'revoked' | null
  readonly office_code: string | null
  readonly office_name: string | null
  readonly region: string | null
}

const BY_SERIAL = `SELECT c.caller, c.certificate, c.valid_until, c.revoked_at, c.operator_name, c.workstation_id,
    w.state, o.code AS office_code, o.name AS office_name, o.region
  FROM client_certificates c
    LEFT JOIN workstations w ON w.id = c.workstation_id
    LEFT JOIN offices o ON o.code = w.office_code
  WHERE c.serial = $1`

const callerOf = (row: Row): KnownCaller =>
  row.caller === 'operator'
    ? { kind: 'operator', caller: { operatorName: row.operator_name ?? '' } }
    : {
        kind: 'workstation',
        caller: {
          workstationId: row.workstation_id ?? '',
          officeCode: row.office_code ?? '',
          officeName: row.office_name ?? '',
          region: row.region ?? '',
        },
      }

/**
 * Who holds a certificate whose key was just proven and whose chain leads to our root. Asked anew at each call, so that a
 * revocation counts from the next call on.
 */
export const identifyCaller =
  ({ db, clock }: { readonly db: Database; readonly clock: StoreClock }) =>
  async (
    serial: string,
    certificate: Uint8Array,
  ): Promise<Result<KnownCaller, 'unknown' | 'revoked' | 'expired'>> => {
    const [row] = await db.sql.query<Row>(BY_SERIAL, [serial])
    if (!row || !equalBytes(row.certificate, certificate)) return err('unknown')
    if (row.revoked_at !== null || row.state === 'revoked') return err('revoked')
    return row.valid_until < clock.now() ? err('expired') : ok(callerOf(row))
  }
