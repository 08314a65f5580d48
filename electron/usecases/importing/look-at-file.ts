import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type TableErrorCode, type TableHead } from '../../ports/tables.ts'
import { type ImportPorts } from './ports.ts'

export interface LookedAt {
  readonly head: TableHead
  /** Filled rows behind the headings. */
  readonly rows: number
}

export type LookError = AppError<TableErrorCode | 'import-not-found' | 'import-over'>

/** Rows between two turns of everything else. */
const SLICE = 500

/** Reads through the file of a job that is not over: how many rows it has, so that somebody can say how long it will take. */
export function lookAtFile(ports: Pick<ImportPorts, 'db' | 'tables' | 'turns'>) {
  return async (_actor: Actor, input: { readonly jobId: string }): Promise<Result<LookedAt, LookError>> => {
    const job = ports.db.read(stores => stores.imports.get(input.jobId))
    if (!job) return err(appError('import-not-found', words('没有这次导入', 'There is no such import')))
    if (job.state === 'done' || job.state === 'cancelled')
      return err(appError('import-over', words('这次导入已结束', 'This import is over')))
    const table = await ports.tables.open(job.path)
    if (!table.ok) return table
    let rows = 0
    try {
      for await (const row of table.value.rows()) {
        if (!row.ok) return row
        if (++rows % SLICE === 0) await ports.turns.next()
      }
      return ok({ head: table.value.head, rows })
    } finally {
      await table.value.close()
    }
  }
}
