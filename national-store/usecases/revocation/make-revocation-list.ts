import { REVOCATION_KEY_BYTES, REVOKED_STATUSES } from '../../../shared/domain/sync/revoked-codes.ts'
import { addDays, civilDateOf, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { type RevocationList } from '../../../shared/protocol/revocation.ts'
import { type Sql } from '../../ports/sql.ts'
import { type RecordPorts } from '../common/ports.ts'
import { sealed } from '../common/seal.ts'
import { writeChanges } from '../records/write-effects.ts'

export interface MadeList {
  readonly number: number
  readonly count: number
  readonly nextUpdate: CivilDate
}

/** After so many days a list is old. Our default; a store may be run with another. */
const DAYS = 7

/** Held while a list is made, so that two processes make two lists, one after the other. Any number, once chosen, for good. */
const MAKER_LOCK = 7_283_220

/**
 * Entries as the list holds them, put together by the database: nine bytes a licence, whatever their number. Two licences
 * whose keys meet, which is not to be expected, keep one entry.
 */
async function entriesOf(
  sql: Sql,
  today: CivilDate,
): Promise<{ readonly count: number; readonly entries: string }> {
  const [row] = await sql.query<{ count: number; entries: string | null }>(
    `SELECT count(*)::int AS count, translate(encode(string_agg(entry, ''::bytea ORDER BY entry), 'base64'), E'\\n', '') AS entries
      FROM (
        SELECT DISTINCT ON (key) key || set_byte('\\x00'::bytea, 0, array_position($1::text[], status)) AS entry FROM (
          SELECT substr(sha256(convert_to(identifier, 'UTF8')), 1, ${REVOCATION_KEY_BYTES}) AS key, status FROM licences
          WHERE status <> 'valid' AND (valid_to IS NULL OR valid_to >= $2) AND identifier IS NOT NULL
            AND status = ANY($1::text[])
        ) k ORDER BY key, status
      ) e`,
    [REVOKED_STATUSES, today],
  )
  return { count: row?.count ?? 0, entries: row?.entries ?? '' }
}

async function tellOffices(sql: Sql, at: Instant, { number, nextUpdate }: MadeList): Promise<void> {
  const offices = await sql.query<{ office: string }>('SELECT DISTINCT office_code AS office FROM chains')
  await writeChanges(
    sql,
    offices.map(({ office }) => ({
      officeCode: office,
      onlyFor: null,
      notFor: null,
      type: 'revocation-list',
      at,
      body: { number, nextUpdate },
    })),
  )
}

/**
 * Makes the next revocation list and tells every office of it: all licences that look valid on their face and are not. One
 * number more than the list before; signed; old after its next-update day.
 */
export function makeRevocationList(ports: Pick<RecordPorts, 'db' | 'clock' | 'signer'>, days = DAYS) {
  return (): Promise<MadeList> =>
    ports.db.write(async sql => {
      await sql.query('SELECT pg_advisory_xact_lock($1)', [MAKER_LOCK])
      const at = ports.clock.now()
      const today = civilDateOf(at)
      const [newest] = await sql.query<{ number: number }>(
        'SELECT coalesce(max(number), 0) + 1 AS number FROM revocation_lists',
      )
      const { count, entries } = await entriesOf(sql, today)
      const made: MadeList = { number: newest?.number ?? 1, count, nextUpdate: addDays(today, days) }
      const payload: RevocationList = { ...made, at, entries }
      await sql.query(
        'INSERT INTO revocation_lists (number, at, next_update, count, envelope) VALUES ($1, $2, $3, $4, $5)',
        [made.number, at, made.nextUpdate, count, sealed(ports.signer, payload, 'revocation-list')],
      )
      await tellOffices(sql, at, made)
      return made
    })
}
