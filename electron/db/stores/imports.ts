import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type ImportStore } from '../../ports/stores/batches.ts'
import { pageLimit } from './paging.ts'
import { rowReader, toJson, toJsonOrNull, type Row } from './row.ts'
import { type Session } from './session.ts'

const readJob = rowReader('import_job')
const readFault = rowReader('import_fault')
const PURPOSES = ['applications', 'stock'] as const
const STATES = ['running', 'paused', 'cancelled', 'done', 'failed'] as const
const LARGEST_LIST = 10_000

const toJob = (row: Row): ImportJob => ({
  id: readJob.text(row, 'id'),
  purpose: readJob.oneOf(row, 'purpose', PURPOSES),
  options: readJob.object<ImportJob['options']>(row, 'options'),
  path: readJob.text(row, 'path'),
  fileName: readJob.text(row, 'file_name'),
  sha256: readJob.text(row, 'sha256'),
  state: readJob.oneOf(row, 'state', STATES),
  lastRow: readJob.integer(row, 'last_row'),
  good: readJob.integer(row, 'good'),
  bad: readJob.integer(row, 'bad'),
  createdAt: readJob.text(row, 'created_at') as Instant,
  createdBy: readJob.text(row, 'created_by'),
  createdById: readJob.text(row, 'created_by_id'),
  failure: readJob.objectOrNull<AppError>(row, 'failure'),
})

const toFault = (row: Row): ImportFault => ({
  row: readFault.integer(row, 'row'),
  cells: readFault.object<ImportFault['cells']>(row, 'cells'),
  faults: readFault.list<ImportFault['faults'][number]>(row, 'faults'),
})

function insert(session: Session, job: ImportJob): void {
  session.run(
    `INSERT INTO import_job (id, purpose, options, path, file_name, sha256, state, last_row, good, bad, created_at,
       created_by, created_by_id, failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      job.id,
      job.purpose,
      toJson(job.options),
      job.path,
      job.fileName,
      job.sha256,
      job.state,
      job.lastRow,
      job.good,
      job.bad,
      job.createdAt,
      job.createdBy,
      job.createdById,
      toJsonOrNull(job.failure),
    ],
  )
}

/** What a job is about never changes; how far it came does. */
function update(session: Session, job: ImportJob): void {
  const changed = session.run(
    `UPDATE import_job SET path = ?, state = ?, last_row = ?, good = ?, bad = ?, failure = ? WHERE id = ?`,
    [job.path, job.state, job.lastRow, job.good, job.bad, toJsonOrNull(job.failure), job.id],
  )
  if (changed !== 1) session.fail(new Error(`no import ${job.id}`))
}

export function importStore(session: Session): ImportStore {
  return {
    insert: job => insert(session, job),
    get(id) {
      const row = session.get('SELECT * FROM import_job WHERE id = ?', [id])
      return row && toJob(row)
    },
    list: limit =>
      session
        .all('SELECT * FROM import_job ORDER BY seq DESC LIMIT ?', [pageLimit(limit, LARGEST_LIST)])
        .map(toJob),
    update: job => update(session, job),
    addFault(jobId, fault) {
      session.run(
        `INSERT INTO import_fault (job_id, row, cells, faults) VALUES (?, ?, ?, ?)
           ON CONFLICT (job_id, row) DO UPDATE SET cells = excluded.cells, faults = excluded.faults`,
        [jobId, fault.row, toJson(fault.cells), toJson(fault.faults)],
      )
    },
    faults: (jobId, query) =>
      session
        .all('SELECT * FROM import_fault WHERE job_id = ? AND row > ? ORDER BY row LIMIT ?', [
          jobId,
          query.afterRow ?? 0,
          pageLimit(query.limit, LARGEST_LIST),
        ])
        .map(toFault),
    removeFault(jobId, row) {
      session.run('DELETE FROM import_fault WHERE job_id = ? AND row = ?', [jobId, row])
    },
  }
}
