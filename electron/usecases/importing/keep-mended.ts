import { type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { mendedRows } from '../common/jots.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Stores } from '../../ports/database.ts'

export interface MendedRow {
  readonly jobId: string
  /** The row's number in the file. */
  readonly row: number
  /** The mended row, by heading, all of its cells. */
  readonly cells: Readonly<Record<string, string>>
}

export type MendingError = AppError<'import-not-found' | 'fault-not-found' | 'row-too-large'>

/** More than a sheet that people fill has; our defaults. */
const MAX_CELLS = 500
const MAX_CELL = 20_000
const MAX_HEADING = 200

const isTooLarge = (cells: MendedRow['cells']): boolean =>
  Object.keys(cells).length > MAX_CELLS ||
  Object.entries(cells).some(([heading, text]) => heading.length > MAX_HEADING || text.length > MAX_CELL)

/** The import of a row that waits to be mended, or why there is none. */
export function jobOfRow(stores: Stores, input: MendedRow): Result<ImportJob, MendingError> {
  if (isTooLarge(input.cells))
    return err(appError('row-too-large', words('这一行内容过多', 'There is too much in this row')))
  const job = stores.imports.get(input.jobId)
  if (!job) return err(appError('import-not-found', words('没有这次导入', 'There is no such import')))
  const [waiting] = stores.imports.faults(job.id, { afterRow: input.row - 1, limit: 1 })
  if (waiting?.row === input.row) return ok(job)
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

/** Keeps a row as it is being mended, before it is tried: whoever opens the import again goes on from there. `null` drops it. */
export function keepMended(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (
    _actor: Actor,
    input: { readonly jobId: string; readonly row: number; readonly cells: MendedRow['cells'] | null },
  ): Result<null, MendingError> =>
    ports.db.write((stores): Result<null, MendingError> => {
      const { cells, row } = input
      const found = jobOfRow(stores, { ...input, cells: cells ?? {} })
      if (!found.ok) return found
      const subject = mendedRows(found.value.id)
      if (cells === null) stores.jots.remove(subject, String(row))
      else stores.jots.set(subject, String(row), cells, ports.clock.now())
      return ok(null)
    })
}
