import { type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type OpenTable, type TableErrorCode, type TableRow } from '../../ports/tables.ts'
import { journalled } from '../common/journal.ts'
import { takenRows } from './doubles.ts'
import { type ImportPorts } from './ports.ts'
import { createRowTaker, faultOf, takeRow, type RowTaker } from './take-row.ts'

export interface RunImportInput {
  readonly jobId: string
  readonly onProgress?: (job: ImportJob) => void
}

export type RunImportError = AppError<
  | TableErrorCode
  | 'import-not-found'
  | 'import-over'
  | 'import-running'
  | 'file-changed'
  | 'disk-full'
  | 'disk-error'
>

export interface Importer {
  /** Takes rows from exactly where the job stands, until the file ends or the job is paused or cancelled. */
  run(actor: Actor, input: RunImportInput): Promise<Result<ImportJob, RunImportError>>
  /** Asks a running import to stop behind the rows in hand; one that does not run stays as it is. */
  pause(actor: Actor, jobId: string): Result<ImportJob, AppError<'import-not-found' | 'import-over'>>
  /** Rows already taken stay; the rest is left. A running import stops behind the rows in hand. */
  cancel(actor: Actor, jobId: string): Result<ImportJob, AppError<'import-not-found' | 'import-over'>>
}

/** Rows of one transaction: large enough that the disk does not set the pace, small enough to pause at once. */
const CHUNK = 100

/** One transaction: every row of the chunk is taken whole or noted as faulty, and the job moves behind them. */
function takeChunk(
  ports: ImportPorts,
  actor: Actor,
  jobId: string,
  taker: RowTaker,
  rows: readonly TableRow[],
): ImportJob {
  return ports.db.write(stores => {
    const job = stores.imports.get(jobId)
    if (!job) throw new Error('the import vanished')
    let { good, bad, lastRow } = job
    for (const row of rows) {
      const faults = takeRow(ports, stores, actor, job, taker, row)
      if (faults.length === 0) good++
      else {
        bad++
        stores.imports.addFault(job.id, faultOf(row, faults))
      }
      lastRow = row.row
    }
    const moved: ImportJob = { ...job, good, bad, lastRow }
    stores.imports.update(moved)
    return moved
  })
}

function settle(
  ports: Pick<ImportPorts, 'db' | 'clock'>,
  actor: Actor,
  jobId: string,
  state: ImportJob['state'],
  failure: AppError | null,
): ImportJob {
  return ports.db.write(stores => {
    const job = stores.imports.get(jobId)
    if (!job) throw new Error('the import vanished')
    const settled: ImportJob = { ...job, state, failure }
    stores.imports.update(settled)
    journalled(stores, actor, ports.clock.now(), {
      action: `import.${state}`,
      subjectType: 'import',
      subjectId: jobId,
      detail: { good: job.good, bad: job.bad, lastRow: job.lastRow, failure: failure?.code ?? null },
    })
    return settled
  })
}

/** What was asked of a running import, and by whom. */
interface Wish {
  readonly for: 'go' | 'pause' | 'cancel'
  readonly by: Actor
}

interface Run {
  readonly ports: ImportPorts
  readonly actor: Actor
  readonly job: ImportJob
  readonly wish: () => Wish
  readonly onProgress: ((job: ImportJob) => void) | undefined
}

async function takeRows(run: Run, table: OpenTable): Promise<ImportJob> {
  const { ports, actor, job, wish, onProgress } = run
  const taken = job.lastRow === 0 ? new Map<string, number>() : takenRows(ports, job.id)
  const taker = createRowTaker(ports, table.head.headings, job, taken)
  let chunk: TableRow[] = []
  const flush = async () => {
    if (chunk.length > 0) {
      // Not inside the optional call: without a listener its arguments are not evaluated, and no row would be taken.
      const moved = takeChunk(ports, actor, job.id, taker, chunk)
      onProgress?.(moved)
    }
    chunk = []
    await ports.turns.next()
  }
  for await (const row of table.rows(job.lastRow === 0 ? undefined : job.lastRow)) {
    if (!row.ok) {
      await flush()
      return settle(ports, actor, job.id, 'failed', row.error)
    }
    chunk.push(row.value)
    if (chunk.length < CHUNK) continue
    await flush()
    const asked = wish()
    if (asked.for !== 'go')
      return settle(ports, asked.by, job.id, asked.for === 'pause' ? 'paused' : 'cancelled', null)
  }
  await flush()
  const changed = await sameFile(ports, job)
  return settle(ports, actor, job.id, changed ? 'failed' : 'done', changed ?? null)
}

/** The same file as when the job began: a resumed import of another file would skip or double rows. */
async function sameFile(ports: ImportPorts, job: ImportJob): Promise<AppError<'file-changed'> | undefined> {
  const digest = await ports.outside.digest(job.path)
  if (digest?.sha256 === job.sha256) return undefined
  return appError(
    'file-changed',
    words(`文件 ${job.fileName} 已被修改或移走`, `The file ${job.fileName} was changed or moved`),
    {
      next: words(
        '请放回原文件后继续；或取消本次导入，用新文件重新导入',
        'Put the original back and resume, or cancel and import the new file',
      ),
    },
  )
}

type JobError = AppError<'import-not-found' | 'import-over'>

const runnable = (job: ImportJob | undefined): Result<ImportJob, JobError> => {
  if (!job) return err(appError('import-not-found', words('没有这次导入', 'There is no such import')))
  if (job.state === 'done' || job.state === 'cancelled')
    return err(appError('import-over', words('这次导入已结束', 'This import is over')))
  return ok(job)
}

/** Imports that a crash left running are paused; called when the workstation starts. */
export function recoverImports(ports: Pick<ImportPorts, 'db'>): void {
  ports.db.write(stores => {
    for (const job of stores.imports.list(1000))
      if (job.state === 'running') stores.imports.update({ ...job, state: 'paused' })
  })
}

const DISK_CODES: Readonly<Record<string, 'disk-full' | 'disk-error'>> = {
  'disk-full': 'disk-full',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  'disk-error': 'disk-error',
  EIO: 'disk-error',
  EROFS: 'disk-error',
}

/** The disk failed under the import: rows whose transaction ended are there, the others are not, and the job knows which. */
function diskFault(error: unknown): AppError<'disk-full' | 'disk-error'> | undefined {
  const code = DISK_CODES[String((error as { readonly code?: unknown } | null)?.code)]
  if (!code) return undefined
  const text =
    code === 'disk-full'
      ? words('磁盘空间不足，导入已停下', 'The disk is full: the import has stopped')
      : words('磁盘读写出错，导入已停下', 'The disk failed: the import has stopped')
  return appError(code, text, {
    next: words(
      '请清理磁盘或重新打开工作站，再继续导入；会从断点接着导入',
      'Free some space or open the workstation again, then resume: it goes on exactly where it stopped',
    ),
  })
}

async function runJob(run: Omit<Run, 'job'>, found: ImportJob): Promise<Result<ImportJob, RunImportError>> {
  const { ports, actor } = run
  const changed = await sameFile(ports, found)
  if (changed) return err(changed)
  const table = await ports.tables.open(found.path)
  if (!table.ok) return table
  try {
    const job = settle(ports, actor, found.id, 'running', null)
    return ok(await takeRows({ ...run, job }, table.value))
  } catch (error) {
    const fault = diskFault(error)
    if (fault) return err(fault)
    throw error
  } finally {
    await table.value.close()
  }
}

export function createImporter(ports: ImportPorts): Importer {
  const wishes = new Map<string, Wish>()
  const stored = (jobId: string) => runnable(ports.db.read(stores => stores.imports.get(jobId)))
  return {
    async run(actor, { jobId, onProgress }) {
      if (wishes.has(jobId))
        return err(appError('import-running', words('这次导入正在进行', 'This import is running')))
      const found = stored(jobId)
      if (!found.ok) return found
      const go: Wish = { for: 'go', by: actor }
      wishes.set(jobId, go)
      try {
        return await runJob({ ports, actor, wish: () => wishes.get(jobId) ?? go, onProgress }, found.value)
      } finally {
        wishes.delete(jobId)
      }
    },
    pause(actor, jobId) {
      const found = stored(jobId)
      if (found.ok && wishes.has(jobId)) wishes.set(jobId, { for: 'pause', by: actor })
      return found
    },
    cancel(actor, jobId) {
      const found = stored(jobId)
      if (!found.ok) return found
      if (!wishes.has(jobId)) return ok(settle(ports, actor, jobId, 'cancelled', null))
      wishes.set(jobId, { for: 'cancel', by: actor })
      return found
    },
  }
}
