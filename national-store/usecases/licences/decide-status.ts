import { type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Sql } from '../../ports/sql.ts'
import { type RecordPorts } from '../common/ports.ts'
import { licencesById, updateLicences } from '../records/licence-rows.ts'
import { type LicenceRow } from '../records/register.ts'
import { writeChanges, writeStatusEvents } from '../records/write-effects.ts'

/** What the store itself can decide of a licence; `valid` lifts an earlier decision. */
export type DecidedStatus = Exclude<LicenceStatus, 'superseded'>

export interface DecideStatusInput {
  /** 证照标识 of any version: the newest one that the store knows is decided on. */
  readonly identifier: string
  readonly status: DecidedStatus
  readonly reason: string
  readonly decisionNumber: string
  /** The organ that decided. */
  readonly byName: string
}

const NOT_FOUND = appError(
  'licence-not-found',
  words('国家库没有这本证照', 'the store has no such licence'),
  {
    next: words('请核对证照标识', 'check the identifier'),
  },
)

/** The newest version of a licence, held. */
async function newestOf(sql: Sql, identifier: string): Promise<LicenceRow | undefined> {
  let [row] = await licencesById(sql, [identifier])
  while (row?.successor) [row] = await licencesById(sql, [row.successor])
  return row
}

/**
 * A decision made at the store (吊销、撤销 and the like): it stands against whatever a counter that does not know of it says
 * later, and every workstation of the office is told.
 */
export function decideStatus(ports: Pick<RecordPorts, 'db' | 'clock'>) {
  return (
    input: DecideStatusInput,
  ): Promise<Result<{ readonly identifier: string }, AppError<'licence-not-found'>>> =>
    ports.db.write(async sql => {
      const row = await newestOf(sql, input.identifier)
      if (!row) return err(NOT_FOUND)
      const now = ports.clock.now()
      const { status, reason, decisionNumber, byName } = input
      const identifier = row.identifier ?? row.number
      await updateLicences(sql, [{ ...row, status, since: now, by: 'store' }])
      await writeStatusEvents(sql, [
        {
          licenceId: row.id,
          status,
          since: now,
          by: 'store',
          byName,
          reason,
          decisionNumber,
          replacedBy: null,
          applied: true,
        },
      ])
      await writeChanges(sql, [
        {
          officeCode: row.officeCode,
          onlyFor: null,
          notFor: null,
          type: 'licence-status',
          at: now,
          body: { identifier, number: row.number, status, since: now, reason, decisionNumber, by: byName },
        },
      ])
      return ok({ identifier })
    })
}
