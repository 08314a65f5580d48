import { type Batch, type ImportJob } from '../../shared/domain/batch.ts'
import { type Actor } from '../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { approveRows } from './issuing/approve-rows.ts'
import { issueRows } from './issuing/issue-rows.ts'
import { jobOfFile, type FileToIssue } from './issuing/job-of-file.ts'
import { rejectedRow, type RowOutcome } from './issuing/row-outcome.ts'
import { type Workstation } from './workstation.ts'

export { type RowOutcome } from './issuing/row-outcome.ts'

export type IssueStep = 'intake' | 'approval' | 'issue'

export interface IssueFileInput extends FileToIssue {
  readonly approver: Actor
  /** PIN of each seal that may be needed, by seal id. */
  readonly pins: Readonly<Record<string, string>>
  readonly onProgress?: (step: IssueStep, done: number, total: number | null) => void
  /** Aborted to pause: everything stops after what is in hand, and the same call goes on from there. */
  readonly signal?: AbortSignal
}

export interface IssuedFile {
  readonly job: ImportJob
  /** The batches that the rows were issued in, oldest first. */
  readonly batches: readonly Batch[]
  /** In the order of the file. */
  readonly rows: readonly RowOutcome[]
  /** An earlier, unfinished run of the same file went on. */
  readonly resumed: boolean
  /** The same file was issued completely before, at that time. */
  readonly repeats: ImportJob | null
  /** Something still waits: the same command goes on from there. */
  readonly unfinished: boolean
  readonly unknownHeadings: readonly string[]
  /** Says that the outcome has been told: the run is over, and the next one of this file is a new one. */
  settle(): void
}

const FAULTS_AT_MOST = 200_000

async function takeIn(
  workstation: Workstation,
  input: IssueFileInput,
  job: ImportJob,
): Promise<Result<ImportJob, AppError>> {
  if (job.state === 'done') return ok(job)
  const { imports } = workstation.calls
  const pause = () => void imports.pause(input.clerk, job.id)
  input.signal?.addEventListener('abort', pause)
  try {
    const ran = await imports.run(input.clerk, {
      jobId: job.id,
      onProgress: now => input.onProgress?.('intake', now.good + now.bad, null),
    })
    if (!ran.ok) return ran
    return ran.value.failure ? err(ran.value.failure) : ran
  } finally {
    input.signal?.removeEventListener('abort', pause)
  }
}

/** A wrong PIN or a missing seal stops before the first licence; the words say that nothing is lost. */
const withResumeHint = (error: AppError): AppError =>
  error.code.startsWith('pin-') || error.code.startsWith('seal-')
    ? appError(error.code, error.text, {
        next: words(
          `${error.next ? `${error.next.zh}；` : ''}改正后重新执行同一命令即从断处继续`,
          `${error.next ? `${error.next.en}; ` : ''}then give the same command again: it goes on from there`,
        ),
        ...(error.data ? { data: error.data } : {}),
      })
    : error

/**
 * Intake, approval and issue of a whole file, by two people as at a counter. Good rows are issued, bad rows are told with
 * their faults, nothing is half done; a run that was broken off goes on where it stood when the same file comes again.
 */
export async function issueFile(
  workstation: Workstation,
  input: IssueFileInput,
): Promise<Result<IssuedFile, AppError>> {
  const { clerk, approver, signal, pins } = input
  const found = await jobOfFile(workstation, input)
  if (!found.ok) return found
  const { resumed, repeats, unknown } = found.value
  const taken = await takeIn(workstation, input, found.value.job)
  if (!taken.ok) return taken
  const job = taken.value
  const decided = await approveRows(
    workstation,
    {
      clerk,
      approver,
      ...(signal ? { signal } : {}),
      onProgress: (done, total) => input.onProgress?.('approval', done, total),
    },
    job.id,
  )
  if (!decided.ok) return decided
  const issued = await issueRows(
    workstation,
    {
      clerk,
      pins,
      ...(signal ? { signal } : {}),
      onProgress: (done, total) => input.onProgress?.('issue', done, total),
    },
    decided.value,
    resumed ? job.createdAt : null,
  )
  if (!issued.ok) return err(withResumeHint(issued.error))
  const faults = workstation.calls.imports.faults(clerk, { jobId: job.id, limit: FAULTS_AT_MOST })
  if (!faults.ok) return faults
  const rows = [...faults.value.faults.map(rejectedRow), ...issued.value.rows].sort((a, b) => a.row - b.row)
  const unfinished = job.state !== 'done' || rows.some(row => row.status === 'waiting')
  return ok({
    job,
    batches: issued.value.batches,
    rows,
    resumed,
    repeats,
    unfinished,
    unknownHeadings: unknown,
    settle: () => workstation.openRuns.close(job.id),
  })
}
