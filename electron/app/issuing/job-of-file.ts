import { type ImportJob } from '../../../shared/domain/batch.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { outsideFiles } from '../../platform/outside-files.ts'
import { type Workstation } from '../workstation.ts'

/** How many imports back a file is recognised. */
const LOOK_BACK = 1000

export interface JobOfFile {
  readonly job: ImportJob
  /** An earlier run of the same bytes goes on. */
  readonly resumed: boolean
  /** The same bytes were issued completely before; this is another run of them. */
  readonly repeats: ImportJob | null
  /** Headings that nothing is taken from. */
  readonly unknown: readonly string[]
}

export interface FileToIssue {
  readonly path: string
  /** The kind of every row; null where a column says it. */
  readonly kind: KindId | null
  readonly clerk: Actor
  /** A file that was issued completely before is told again instead of being issued again. */
  readonly once?: boolean
}

/** Whether something is left to do for the job: rows not taken in, applications not issued, an outcome never told. */
function isOpen(workstation: Workstation, clerk: Actor, job: ImportJob): boolean {
  if (job.state !== 'done' || workstation.openRuns.has(job.id)) return true
  const { imports, intake } = workstation.calls
  const rows = imports.rows(clerk, { jobId: job.id })
  if (!rows.ok) return false
  return rows.value.some(({ applicationId }) => {
    const application = intake.open(clerk, { applicationId })
    return application.ok && ['submitted', 'approved'].includes(application.value.state)
  })
}

async function earlierRun(workstation: Workstation, input: FileToIssue): Promise<ImportJob | undefined> {
  const digest = await outsideFiles.digest(input.path)
  const jobs = workstation.calls.imports.list(input.clerk, { limit: LOOK_BACK })
  if (!digest || !jobs.ok) return undefined
  return jobs.value.find(
    job => job.sha256 === digest.sha256 && job.purpose === 'applications' && job.state !== 'cancelled',
  )
}

/** The import of this file that is still open, found by the digest of its bytes; else a new one. */
export async function jobOfFile(
  workstation: Workstation,
  input: FileToIssue,
): Promise<Result<JobOfFile, AppError>> {
  const earlier = await earlierRun(workstation, input)
  if (earlier && (input.once || isOpen(workstation, input.clerk, earlier)))
    return ok({ job: earlier, resumed: true, repeats: null, unknown: [] })
  const started = await workstation.calls.imports.start(input.clerk, {
    path: input.path,
    purpose: 'applications',
    options: { kind: input.kind, papersAtHand: true, originNote: null },
  })
  if (!started.ok) return started
  const { job, unknown } = started.value
  workstation.openRuns.open(job.id)
  return ok({ job, resumed: false, repeats: earlier ?? null, unknown })
}
