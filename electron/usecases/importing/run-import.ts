import { type ImportJob } from '../../../shared/domain/batch.ts'
import { checkPhoto } from '../../../shared/domain/photo/inspect-photo.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type OpenTable, type TableErrorCode, type TableRow } from '../../ports/tables.ts'
import { journalled } from '../common/journal.ts'
import { type ImportPorts } from './ports.ts'
import { cellText, createRowReader, type ReadRow, type RowFault, type RowReader } from './read-row.ts'
import { takeApplication } from './take-application.ts'
import { takeStock } from './take-stock.ts'

export interface RunImportInput {
  readonly jobId: string
  readonly onProgress?: (job: ImportJob) => void
}

export type RunImportError = AppError<
  TableErrorCode | 'import-not-found' | 'import-over' | 'import-running' | 'file-changed'
>

export interface Importer {
  /** Takes rows from exactly where the job stands, until the file ends or the job is paused or cancelled. */
  run(actor: Actor, input: RunImportInput): Promise<Result<ImportJob, RunImportError>>
  pause(actor: Actor, jobId: string): void
  /** Rows already taken stay; the rest is left. */
  cancel(actor: Actor, jobId: string): void
}

/** Rows of one transaction: large enough that the disk does not set the pace, small enough to pause at once. */
const CHUNK = 100

type Wish = 'go' | 'pause' | 'cancel'

/** A picture named in a cell lies beside the imported file; nothing outside that folder is read. */
function photoOf(
  ports: ImportPorts,
  stores: Stores,
  job: ImportJob,
  read: ReadRow,
): { value?: string; fault?: RowFault } {
  const { photo, kind } = read
  if (!photo || !kind?.photo) return {}
  const fault = (code: string, text: RowFault['text']): { fault: RowFault } => ({
    fault: { field: photo.field, heading: photo.heading, code, text },
  })
  const parts = photo.text.replaceAll('\\', '/').split('/')
  if (parts.some(p => p === '..' || p === '') || /^[a-zA-Z]:/.test(photo.text)) {
    return fault(
      'photo-path',
      words(
        '照片请写文件名，并与导入文件放在同一文件夹内',
        'Name a picture file that lies in the same folder as the imported file',
      ),
    )
  }
  const folder = job.path.slice(0, job.path.length - job.fileName.length)
  const bytes = ports.outside.read(folder + parts.join('/'), kind.photo.maxBytes + 1)
  if (!bytes)
    return fault(
      'photo-missing',
      words(`找不到照片 ${photo.text}，或文件过大`, `The picture ${photo.text} is not there or too large`),
    )
  const checked = checkPhoto(bytes, kind.photo)
  return checked.ok ? { value: stores.blobs.put(bytes) } : fault(checked.error.code, checked.error.text)
}

function takeRow(
  ports: ImportPorts,
  stores: Stores,
  actor: Actor,
  job: ImportJob,
  reader: RowReader,
  row: TableRow,
): readonly RowFault[] {
  const read = reader.read(row)
  const photo = photoOf(ports, stores, job, read)
  const faults = [...read.faults, ...(photo.fault ? [photo.fault] : [])]
  if (faults.length > 0) return faults
  const whole =
    photo.value && read.photo
      ? { ...read, values: { ...read.values, [read.photo.field]: photo.value } }
      : read
  const taken =
    job.purpose === 'stock'
      ? takeStock(ports, stores, actor, whole, { jobId: job.id, originNote: job.options.originNote })
      : takeApplication(ports, stores, actor, whole, {
          jobId: job.id,
          papersAtHand: job.options.papersAtHand,
        })
  return taken.map(f => ({
    ...f,
    heading: f.heading ?? (f.field && read.kind ? reader.headingOf(read.kind.id, f.field) : null),
  }))
}

/** One transaction: every row of the chunk is taken whole or noted as faulty, and the job moves behind them. */
function takeChunk(
  ports: ImportPorts,
  actor: Actor,
  jobId: string,
  reader: RowReader,
  rows: readonly TableRow[],
): ImportJob {
  return ports.db.write(stores => {
    const job = stores.imports.get(jobId)
    if (!job) throw new Error('the import vanished')
    let { good, bad, lastRow } = job
    for (const row of rows) {
      const faults = takeRow(ports, stores, actor, job, reader, row)
      if (faults.length === 0) good++
      else {
        bad++
        const cells = Object.fromEntries(
          Object.entries(row.cells).map(([heading, cell]) => [heading, cellText(cell)]),
        )
        stores.imports.addFault(job.id, { row: row.row, cells, faults })
      }
      lastRow = row.row
    }
    const moved: ImportJob = { ...job, good, bad, lastRow }
    stores.imports.update(moved)
    return moved
  })
}

function settle(
  ports: ImportPorts,
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
    if (state !== 'running') {
      const detail = { good: job.good, bad: job.bad, lastRow: job.lastRow, failure: failure?.code ?? null }
      journalled(stores, actor, ports.clock.now(), {
        action: `import.${state}`,
        subjectType: 'import',
        subjectId: jobId,
        detail,
      })
    }
    return settled
  })
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
  const reader = createRowReader(ports.standard, table.head.headings, job.options.kind)
  let chunk: TableRow[] = []
  const flush = async () => {
    if (chunk.length > 0) {
      // Not inside the optional call: without a listener its arguments are not evaluated, and no row would be taken.
      const moved = takeChunk(ports, actor, job.id, reader, chunk)
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
    if (wish() !== 'go')
      return settle(ports, actor, job.id, wish() === 'pause' ? 'paused' : 'cancelled', null)
  }
  await flush()
  return settle(ports, actor, job.id, 'done', null)
}

/** The same file as when the job began: a resumed import of another file would skip or double rows. */
async function sameFile(ports: ImportPorts, job: ImportJob): Promise<RunImportError | undefined> {
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

const runnable = (job: ImportJob | undefined): Result<ImportJob, RunImportError> => {
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

export function createImporter(ports: ImportPorts): Importer {
  const wishes = new Map<string, Wish>()
  const wishFor = (jobId: string, wish: Wish) => {
    if (wishes.has(jobId)) wishes.set(jobId, wish)
  }
  return {
    async run(actor, input) {
      if (wishes.has(input.jobId))
        return err(appError('import-running', words('这次导入正在进行', 'This import is running')))
      const found = runnable(ports.db.read(stores => stores.imports.get(input.jobId)))
      if (!found.ok) return found
      wishes.set(input.jobId, 'go')
      try {
        const changed = await sameFile(ports, found.value)
        if (changed) return err(changed)
        const table = await ports.tables.open(found.value.path)
        if (!table.ok) return table
        try {
          const job = settle(ports, actor, input.jobId, 'running', null)
          const wish = () => wishes.get(input.jobId) ?? 'go'
          return ok(await takeRows({ ports, actor, job, wish, onProgress: input.onProgress }, table.value))
        } finally {
          await table.value.close()
        }
      } finally {
        wishes.delete(input.jobId)
      }
    },
    pause: (_actor, jobId) => wishFor(jobId, 'pause'),
    cancel(actor, jobId) {
      if (wishes.has(jobId)) return wishFor(jobId, 'cancel')
      const found = runnable(ports.db.read(stores => stores.imports.get(jobId)))
      if (found.ok) settle(ports, actor, jobId, 'cancelled', null)
    },
  }
}
