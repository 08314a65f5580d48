import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { RECONCILIATION_LIMITS } from '../../../shared/protocol/reconciliation.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Database } from '../../ports/sql.ts'

interface Line {
  readonly seq: number
  readonly recordId: string
  readonly hash: string
  readonly verdict: 'accepted' | 'returned'
}

/** What the store holds of one day of a workstation's chain, in order, page by page. */
export function dayRecords({ db }: { readonly db: Database }) {
  return async (
    caller: WorkstationCaller,
    input: { readonly day: CivilDate; readonly after: number },
  ): Promise<Result<{ readonly records: Line[]; readonly more: boolean }, never>> => {
    const rows = await db.sql.query<Line>(
      `SELECT seq, record_id AS "recordId", hash, verdict FROM chain_records
        WHERE workstation_id = $1 AND day = $2 AND seq > $3 ORDER BY seq LIMIT ${RECONCILIATION_LIMITS.page + 1}`,
      [caller.workstationId, input.day, input.after],
    )
    const { page } = RECONCILIATION_LIMITS
    return ok({ records: rows.slice(0, page), more: rows.length > page })
  }
}
