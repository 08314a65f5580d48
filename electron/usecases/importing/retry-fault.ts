import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
import { type ImportPorts } from './ports.ts'
import { createRowTaker, faultOf, takeRow } from './take-row.ts'

export interface RetryFaultInput {
  readonly jobId: string
  /** The row's number in the file. */
  readonly row: number
  /** The mended row, by heading, all of its cells. */
  readonly cells: Readonly<Record<string, string>>
}

export interface RetriedRow {
  readonly job: ImportJob
  /** What is still wrong; null when the row has been taken. */
  readonly fault: ImportFault | null
}

export type RetryFaultError = AppError<'import-not-found' | 'fault-not-found' | 'row-too-large'>

/** More than a sheet that people fill has; our defaults. */
const MAX_CELLS = 500
const MAX_CELL = 20_000
const MAX_HEADING = 200

const tooLarge = (cells: RetryFaultInput['cells']): boolean =>
  Object.keys(cells).length > MAX_CELLS ||
  Object.entries(cells).some(([heading, text]) => heading.length > MAX_HEADING || text.length > MAX_CELL)

/**
 * Tries a mended row again, as part of its import: taken whole, and the fault is gone; or still faulty, and what was mended
 * so far is kept with the faults that are left.
 */
export function retryFault(ports: ImportPorts) {
  return (actor: Actor, input: RetryFaultInput): Result<RetriedRow, RetryFaultError> => {
    if (tooLarge(input.cells))
      return err(appError('row-too-large', words('这一行内容过多', 'There is too much in this row')))
    return ports.db.write((stores): Result<RetriedRow, RetryFaultError> => {
      const job = stores.imports.get(input.jobId)
      if (!job) return err(appError('import-not-found', words('没有这次导入', 'There is no such import')))
      const [waiting] = stores.imports.faults(job.id, { afterRow: input.row - 1, limit: 1 })
      if (waiting?.row !== input.row) {
        return err(
          appError(
            'fault-not-found',
            words(`第 ${input.row} 行不在待更正之列`, `Row ${input.row} does not wait to be mended`),
            {
              next: words('请刷新列表；该行可能已导入', 'Refresh the list: the row may have been taken'),
            },
          ),
        )
      }
      const row = { row: input.row, cells: input.cells }
      const taker = createRowTaker(ports, Object.keys(input.cells), job, new Map())
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
