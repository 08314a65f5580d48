import { REVOCATION_KEY_BYTES, REVOKED_STATUSES } from '../../../shared/domain/sync/revoked-codes.ts'
import {
  addDays,
  civilDateOf,
  daysBetween,
  type CivilDate,
  type Instant,
} from '../../../shared/kernel/instant.ts'
import { type RevocationList } from '../../../shared/protocol/revocation.ts'
import { type Sql } from '../../ports/sql.ts'
import { type RecordPorts } from '../common/ports.ts'
import { sealed } from '../common/seal.ts'
import { writeChanges } from '../records/write-effects.ts'

export type RevocationPorts = Pick<RecordPorts, 'db' | 'clock' | 'signer' | 'digest'>

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

interface Newest {
  readonly number: number
  readonly nextUpdate: CivilDate
  readonly count: number
  readonly digest: string
}

/** The list as it stands, where nothing has changed and it has more than half of its time left. */
const stillGood = (newest: Newest | undefined, digest: string, today: CivilDate, days: number): boolean =>
  newest !== undefined && newest.digest === digest && daysBetween(today, newest.nextUpdate) > days / 2

/**
 * The revocation list of this moment: all licences that look valid on their face and are not. Where it differs from the list
 * before, or that one grows old, it is made anew with the next number, signed, and every office is told.
 */
export function makeRevocationList(ports: RevocationPorts, days = DAYS) {
  return (): Promise<MadeList> =>
    ports.db.write(async sql => {
      await sql.query('SELECT pg_advisory_xact_lock($1)', [MAKER_LOCK])
      const at = ports.clock.now()
      const today = civilDateOf(at)
      const [newest] = await sql.query<Newest>(
        `SELECT number, next_update AS "nextUpdate", count, digest FROM revocation_lists ORDER BY number DESC LIMIT 1`,
      )
      const { count, entries } = await entriesOf(sql, today)
      const digest = ports.digest.sha256(entries)
      if (newest && stillGood(newest, digest, today, days))
        return { number: newest.number, count, nextUpdate: newest.nextUpdate }
      const made: MadeList = { number: (newest?.number ?? 0) + 1, count, nextUpdate: addDays(today, days) }
      const payload: RevocationList = { ...made, at, entries }
      await sql.query(
        'INSERT INTO revocation_lists (number, at, next_update, count, digest, envelope) VALUES ($1, $2, $3, $4, $5, $6)',
        [made.number, at, made.nextUpdate, count, digest, sealed(ports.signer, payload, 'revocation-list')],
      )
      await tellOffices(sql, at, made)
      return made
    })
}
