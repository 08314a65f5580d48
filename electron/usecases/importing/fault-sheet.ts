import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type SheetCell } from '../../ports/tables.ts'
import { mendedRows } from '../common/jots.ts'
import { journalled } from '../common/journal.ts'
import { sheetWritten } from '../common/sheet-written.ts'
import { type ImportPorts } from './ports.ts'

export interface ImportResult {
  readonly job: ImportJob
  readonly faults: readonly ImportFault[]
  /** Those of them that somebody has begun to mend: the cells as they stand now, by row. */
  readonly mended: Readonly<Record<number, ImportFault['cells']>>
}

const PAGE = 1000

/** Columns that the sheet adds; a sheet that was mended and imported again has them already. */
const ROW_COLUMN = '原文件行号'
const WHY_COLUMN = '错误说明'

const noImport: AppError<'import-not-found'> = appError(
  'import-not-found',
  words('没有这次导入', 'There is no such import'),
)

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

function mendedOf(
  stores: Stores,
  jobId: string,
  faults: readonly ImportFault[],
): Readonly<Record<number, ImportFault['cells']>> {
  const mended: Record<number, ImportFault['cells']> = {}
  for (const { row } of faults) {
    const cells = stores.jots.get(mendedRows(jobId), String(row))
    if (cells !== undefined) mended[row] = cells as ImportFault['cells']
  }
  return mended
}

/** A job and its faults, at most `limit` of them, in the file's order. */
export function importFaults(ports: Pick<ImportPorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly jobId: string; readonly afterRow?: number; readonly limit: number },
  ): Result<ImportResult, AppError<'import-not-found'>> =>
    ports.db.read(stores => {
      const job = stores.imports.get(input.jobId)
      if (!job) return err(noImport)
      const faults: ImportFault[] = []
      let afterRow = input.afterRow
      while (faults.length < input.limit) {
        const limit = Math.min(PAGE, input.limit - faults.length)
        const query = { limit, ...(afterRow === undefined ? {} : { afterRow }) }
        const page = stores.imports.faults(job.id, query)
        faults.push(...page)
        if (page.length < limit) break
        afterRow = page.at(-1)?.row
      }
      return ok({ job, faults, mended: mendedOf(stores, job.id, faults) })
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

/**
 * Writes the faulty rows back as a sheet: the file's own columns, comments on the cells, so that it can be mended and
 * imported again. It holds personal data in full: who had it written is journalled.
 */
export function writeFaultSheet(ports: Pick<ImportPorts, 'db' | 'clock' | 'tables' | 'turns'>) {
  return async (
    actor: Actor,
    input: { readonly jobId: string; readonly path: string },
  ): Promise<Result<{ rows: number }, AppError<'import-not-found' | 'file-not-written'>>> => {
    const job = ports.db.read(stores => stores.imports.get(input.jobId))
    if (!job) return err(noImport)
    const headings = new Set<string>()
    for (const fault of eachFault(ports, job.id))
      for (const heading of Object.keys(fault.cells)) headings.add(heading)
    for (const own of [ROW_COLUMN, WHY_COLUMN]) headings.delete(own)
    const columns = [...headings]
    let rows = 0
    const written = await sheetWritten(async () => {
      const sheet = ports.tables.writeXlsx(input.path, '待更正', [...columns, ROW_COLUMN, WHY_COLUMN])
      for (const fault of eachFault(ports, job.id)) {
        sheet.addRow(cellsOf(columns, fault))
        if (++rows % PAGE === 0) await ports.turns.next()
      }
      ports.db.write(stores =>
        journalled(stores, actor, ports.clock.now(), {
          action: 'import.faults-exported',
          subjectType: 'import',
          subjectId: job.id,
          detail: { rows },
        }),
      )
      await sheet.close()
    })
    return written.ok ? ok({ rows }) : written
  }
}
