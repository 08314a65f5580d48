import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type SheetCell } from '../../ports/tables.ts'
import { type ImportPorts } from './ports.ts'

export interface ImportResult {
  readonly job: ImportJob
  readonly faults: readonly ImportFault[]
}

const PAGE = 1000

function* eachFault(ports: Pick<ImportPorts, 'db'>, jobId: string): Iterable<ImportFault> {
  let afterRow: number | undefined
  for (;;) {
    const query = { limit: PAGE, ...(afterRow === undefined ? {} : { afterRow }) }
    const page = ports.db.read(stores => stores.imports.faults(jobId, query))
    yield* page
    if (page.length < PAGE) return
    afterRow = page.at(-1)?.row
  }
}

/** A job and its faults, at most `limit` of them. */
export function importFaults(ports: Pick<ImportPorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly jobId: string; readonly afterRow?: number; readonly limit: number },
  ): Result<ImportResult, AppError<'import-not-found'>> =>
    ports.db.read(stores => {
      const job = stores.imports.get(input.jobId)
      if (!job) return err(appError('import-not-found', words('没有这次导入', 'There is no such import')))
      const query = {
        limit: input.limit,
        ...(input.afterRow === undefined ? {} : { afterRow: input.afterRow }),
      }
      return ok({ job, faults: stores.imports.faults(job.id, query) })
    })
}

/** The cells of a faulty row; a fault of one column is a comment on its cell, others stand in the last column. */
function cellsOf(headings: readonly string[], fault: ImportFault): readonly SheetCell[] {
  const cells = headings.map((heading): SheetCell => {
    const said = fault.faults.filter(f => f.heading === heading).map(f => f.text.zh)
    const value = fault.cells[heading] ?? ''
    return said.length > 0 ? { value, comment: said.join('\n') } : { value }
  })
  const all = fault.faults.map(f => f.text.zh).join('；')
  return [...cells, { value: fault.row }, { value: all }]
}

/** Writes the faulty rows back as a sheet: the file's own columns, comments on the cells, so that it can be mended and imported again. */
export function writeFaultSheet(ports: Pick<ImportPorts, 'db' | 'tables'>) {
  return async (
    _actor: Actor,
    input: { readonly jobId: string; readonly path: string },
  ): Promise<Result<{ rows: number }, AppError<'import-not-found'>>> => {
    const job = ports.db.read(stores => stores.imports.get(input.jobId))
    if (!job) return err(appError('import-not-found', words('没有这次导入', 'There is no such import')))
    const headings = new Set<string>()
    for (const fault of eachFault(ports, job.id))
      for (const heading of Object.keys(fault.cells)) headings.add(heading)
    const columns = [...headings]
    const sheet = ports.tables.writeXlsx(input.path, '待更正', [...columns, '原文件行号', '错误说明'])
    let rows = 0
    for (const fault of eachFault(ports, job.id)) {
      sheet.addRow(cellsOf(columns, fault))
      rows++
    }
    await sheet.close()
    return ok({ rows })
  }
}
