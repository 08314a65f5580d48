import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { daysBetween, type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { RECONCILIATION_LIMITS, type DaySummary } from '../../../shared/protocol/reconciliation.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Digest } from '../../ports/digest.ts'
import { type Database } from '../../ports/sql.ts'

export interface CompareDaysInput {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly days: readonly DaySummary[]
}

/** What the store holds of a workstation's days, worked out by the database. */
const summaries = (db: Database, caller: WorkstationCaller, { from, to }: CompareDaysInput) =>
  db.sql.query<DaySummary>(
    `SELECT day, count(*)::int AS count,
        encode(sha256(convert_to(string_agg(seq || ':' || hash || E'\\n', '' ORDER BY seq), 'UTF8')), 'hex') AS digest
      FROM chain_records WHERE workstation_id = $1 AND day BETWEEN $2 AND $3
      GROUP BY day ORDER BY day`,
    [caller.workstationId, from, to],
  )

/** The store's own summary of every day on which it and the workstation do not hold the same; none means both are the same. */
export function compareDays({ db, digest }: { readonly db: Database; readonly digest: Digest }) {
  return async (
    caller: WorkstationCaller,
    input: CompareDaysInput,
  ): Promise<Result<{ readonly differing: DaySummary[] }, AppError<'period-too-long'>>> => {
    if (daysBetween(input.from, input.to) >= RECONCILIATION_LIMITS.days)
      return err(
        appError('period-too-long', words('对账期间过长', 'the period is too long'), {
          next: words(
            `一次至多 ${RECONCILIATION_LIMITS.days} 天，请分段对账`,
            `at most ${RECONCILIATION_LIMITS.days} days at a time`,
          ),
        }),
      )
    const ours = new Map((await summaries(db, caller, input)).map(day => [day.day, day]))
    const theirs = new Map(
      input.days.filter(({ day }) => day >= input.from && day <= input.to).map(day => [day.day, day]),
    )
    const days = [...new Set([...ours.keys(), ...theirs.keys()])].sort()
    const nothing = digest.sha256('')
    const differing = days.flatMap(day => {
      const held = ours.get(day) ?? { day, count: 0, digest: nothing }
      const told = theirs.get(day) ?? { day, count: 0, digest: nothing }
      return held.count === told.count && held.digest === told.digest ? [] : [held]
    })
    return ok({ differing })
  }
}
