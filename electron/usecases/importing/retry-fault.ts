import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { mendedRows } from '../common/jots.ts'
import { journalled } from '../common/journal.ts'
import { jobOfRow, type MendedRow, type MendingError } from './keep-mended.ts'
import { type ImportPorts } from './ports.ts'
import { createRowTaker, faultOf, takeRow } from './take-row.ts'

export interface RetriedRow {
  readonly job: ImportJob
  /** What is still wrong; null when the row has been taken. */
  readonly fault: ImportFault | null
}

/**
 * Tries a mended row again, as part of its import: taken whole, and the fault is gone; or still faulty, and what was mended
 * so far is kept with the faults that are left.
 */
export function retryFault(ports: ImportPorts) {
  return (actor: Actor, input: MendedRow): Result<RetriedRow, MendingError> => {
    return ports.db.write((stores): Result<RetriedRow, MendingError> => {
      const found = jobOfRow(stores, input)
      if (!found.ok) return found
      const job = found.value
      const row = { row: input.row, cells: input.cells }
      const taker = createRowTaker(ports, Object.keys(input.cells), job, new Map())
      stores.jots.remove(mendedRows(job.id), String(input.row))
      const faults = takeRow(ports, stores, actor, job, taker, row)
      if (faults.length > 0) {
        const fault = faultOf(row, faults)
        stores.imports.addFault(job.id, fault)
        return ok({ job, fault })
      }
      stores.imports.removeFault(job.id, input.row)
      const moved: ImportJob = { ...job, good: job.good + 1, bad: job.bad - 1 }
      stores.imports.update(moved)
      journalled(stores, actor, ports.clock.now(), {
        action: 'import.row-mended',
        subjectType: 'import',
        subjectId: job.id,
        detail: { row: input.row },
      })
      return ok({ job: moved, fault: null })
    })
  }
}
