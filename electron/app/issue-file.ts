import { type BatchProgress } from '../usecases/issuing/run-batch.ts'
import { type Batch, type ImportJob } from '../../shared/domain/batch.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../shared/domain/people/user.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { type Workstation } from './workstation.ts'

export interface IssueFileInput {
  readonly path: string
  /** The kind of every row; null where a column says it. */
  readonly kind: KindId | null
  readonly clerk: Actor
  readonly approver: Actor
  /** PIN of each seal that may be needed, by seal id. */
  readonly pins: Readonly<Record<string, string>>
  readonly onProgress?: (step: 'intake' | 'approval' | 'issue', done: number, total: number | null) => void
}

/** What became of one row of the file. */
export interface RowOutcome {
  readonly row: number
  readonly kind: KindId | null
  readonly status: 'issued' | 'rejected' | 'returned' | 'failed' | 'waiting'
  readonly number: string | null
  readonly identifier: string | null
  readonly licenceId: string | null
  readonly errors: readonly {
    readonly code: string
    readonly field: string | null
    readonly text: { readonly zh: string; readonly en: string }
  }[]
}

export interface IssuedFile {
  readonly job: ImportJob
  readonly batch: Batch | null
  readonly rows: readonly RowOutcome[]
}

const FAULTS_AT_MOST = 200_000

type Imported = Result<{ job: ImportJob; unknown: readonly string[] }, AppError>

async function takeIn(workstation: Workstation, input: IssueFileInput): Promise<Imported> {
  const { imports } = workstation.calls
  const started = await imports.start(input.clerk, {
    path: input.path,
    purpose: 'applications',
    options: { kind: input.kind, papersAtHand: true, originNote: null },
  })
  if (!started.ok) return started
  const { id } = started.value.job
  const ran = await imports.run(input.clerk, {
    jobId: id,
    onProgress: job => input.onProgress?.('intake', job.good + job.bad, null),
  })
  if (!ran.ok) return ran
  return ran.value.failure ? err(ran.value.failure) : ok({ job: ran.value, unknown: started.value.unknown })
}

interface Approved {
  readonly rowOf: ReadonlyMap<string, number>
  readonly ids: readonly string[]
  readonly refused: readonly RowOutcome[]
}

async function approveAll(
  workstation: Workstation,
  input: IssueFileInput,
  jobId: string,
): Promise<Result<Approved, AppError>> {
  const { imports, intake, approval } = workstation.calls
  const rows = imports.rows(input.clerk, { jobId })
  if (!rows.ok) return rows
  const rowOf = new Map(rows.value.map(r => [r.applicationId, r.row]))
  const ids: string[] = []
  const refused: RowOutcome[] = []
  for (const [index, { row, applicationId }] of rows.value.entries()) {
    const application = intake.open(input.clerk, { applicationId })
    if (!application.ok) return application
    const { kind, revision, state } = application.value
    if (state === 'approved') ids.push(applicationId)
    else if (state === 'submitted') {
      const decided = approval.approve(input.approver, { applicationId, seenRevision: revision })
      if (decided.ok) ids.push(applicationId)
      else
        refused.push({
          row,
          kind,
          status: 'returned',
          number: null,
          identifier: null,
          licenceId: null,
          errors: [{ code: decided.error.code, field: null, text: decided.error.text }],
        })
    }
    input.onProgress?.('approval', index + 1, rows.value.length)
    if (index % 50 === 49) await new Promise(resolve => setImmediate(resolve))
  }
  return ok({ rowOf, ids, refused })
}

function outcomeOf(progress: BatchProgress, row: number): RowOutcome {
  const { issued, item } = progress
  return {
    row,
    kind: issued?.licence.kind ?? null,
    status: issued ? 'issued' : 'failed',
    number: issued?.licence.number ?? null,
    identifier: issued?.licence.identifier ?? null,
    licenceId: issued?.licence.id ?? null,
    errors: item.error ? [{ code: item.error.code, field: null, text: item.error.text }] : [],
  }
}

/** Issues what was approved as one batch; rows come back in the file's order. */
async function issueAll(
  workstation: Workstation,
  input: IssueFileInput,
  approved: Approved,
): Promise<Result<[Batch | null, readonly RowOutcome[]], AppError>> {
  const { issuing } = workstation.calls
  if (approved.ids.length === 0) return ok([null, []])
  const created = issuing.createBatch(input.clerk, { applicationIds: approved.ids })
  if (!created.ok) return created
  const rows: RowOutcome[] = []
  const ran = await issuing.run(input.clerk, {
    batchId: created.value.id,
    pins: input.pins,
    onProgress(progress) {
      rows.push(outcomeOf(progress, approved.rowOf.get(progress.item.applicationId) ?? 0))
      input.onProgress?.('issue', rows.length, created.value.total)
    },
  })
  if (!ran.ok) return ran
  const settled = new Set(rows.map(r => r.row))
  const reason = ran.value.stopReason
  const waiting = approved.ids.flatMap((id): RowOutcome[] => {
    const row = approved.rowOf.get(id) ?? 0
    const errors = reason ? [{ code: reason.code, field: null, text: reason.text }] : []
    return settled.has(row)
      ? []
      : [{ row, kind: null, status: 'waiting', number: null, identifier: null, licenceId: null, errors }]
  })
  return ok([ran.value, [...rows, ...waiting]])
}

/**
 * Intake, approval and issue of a whole file, by two people as at a counter. Good rows are issued, bad rows are told with
 * their faults, and nothing is half done.
 */
export async function issueFile(
  workstation: Workstation,
  input: IssueFileInput,
): Promise<Result<IssuedFile, AppError>> {
  const imported = await takeIn(workstation, input)
  if (!imported.ok) return imported
  const { job } = imported.value
  const faults = workstation.calls.imports.faults(input.clerk, { jobId: job.id, limit: FAULTS_AT_MOST })
  if (!faults.ok) return faults
  const approved = await approveAll(workstation, input, job.id)
  if (!approved.ok) return approved
  const issued = await issueAll(workstation, input, approved.value)
  if (!issued.ok) return issued
  const rejected = faults.value.faults.map((fault): RowOutcome => ({
    row: fault.row,
    kind: null,
    status: 'rejected',
    number: null,
    identifier: null,
    licenceId: null,
    errors: fault.faults.map(f => ({ code: f.code, field: f.field, text: f.text })),
  }))
  const [batch, rows] = issued.value
  const all = [...rejected, ...approved.value.refused, ...rows].sort((a, b) => a.row - b.row)
  return ok({ job, batch, rows: all })
}
