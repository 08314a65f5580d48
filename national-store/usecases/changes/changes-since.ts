import { type Instant } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { CHANGES_PAGE, type Change } from '../../../shared/protocol/changes.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Database } from '../../ports/sql.ts'

interface Row {
  readonly cursor: number
  readonly type: string
  readonly at: Instant
  readonly body: Change['body']
}

/** At most so many changes get their cursor in one go; what is left gets it at the next page. */
const NUMBERED = 1_000

/**
 * Gives committed changes of an office their cursors, one reader at a time. A writer does not know when it will be
 * committed, and a number that it took itself could appear behind one that a reader has passed already; nothing that gets
 * its number here can.
 */
async function numberNewOnes(db: Database, officeCode: string): Promise<void> {
  const [waiting] = await db.sql.query(
    'SELECT 1 FROM changes WHERE office_code = $1 AND cursor IS NULL LIMIT 1',
    [officeCode],
  )
  if (!waiting) return
  await db.write(async sql => {
    const [feed] = await sql.query<{ last: number }>(
      `INSERT INTO change_feeds (office_code, last) VALUES ($1, 0)
        ON CONFLICT (office_code) DO UPDATE SET last = change_feeds.last RETURNING last`,
      [officeCode],
    )
    // A statement of its own: it sees what was committed before the feed was held.
    const numbered = await sql.query(
      `UPDATE changes c SET cursor = $2::bigint + n.place
        FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM
          (SELECT id FROM changes WHERE office_code = $1 AND cursor IS NULL ORDER BY id LIMIT ${NUMBERED}) w) n
        WHERE c.id = n.id RETURNING 1 AS numbered`,
      [officeCode, feed?.last ?? 0],
    )
    await sql.query('UPDATE change_feeds SET last = last + $2 WHERE office_code = $1', [
      officeCode,
      numbered.length,
    ])
  })
}

/** What has happened for a workstation and its office behind a cursor, oldest first, a page at a time. */
export function changesSince({ db }: { readonly db: Database }) {
  return async (
    caller: WorkstationCaller,
    input: { readonly after: number },
  ): Promise<Result<{ readonly changes: Change[]; readonly more: boolean }, never>> => {
    await numberNewOnes(db, caller.officeCode)
    const rows = await db.sql.query<Row>(
      `SELECT cursor, type, at, body FROM changes
        WHERE office_code = $1 AND cursor > $2
          AND (only_for IS NULL OR only_for = $3) AND (not_for IS NULL OR not_for <> $3)
        ORDER BY cursor LIMIT ${CHANGES_PAGE + 1}`,
      [caller.officeCode, input.after, caller.workstationId],
    )
    return ok({ changes: rows.slice(0, CHANGES_PAGE), more: rows.length > CHANGES_PAGE })
  }
}
