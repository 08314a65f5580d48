import { type Application } from '../../../shared/domain/application/application.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type Workstation } from '../workstation.ts'

export interface ApprovalInput {
  readonly clerk: Actor
  readonly approver: Actor
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** One good row of the file: the application that it became, as it stands after the approver has seen it. */
export interface TakenRow {
  readonly row: number
  readonly application: Application
}

/** Rows between two turns of the event loop. */
const SLICE = 50

/** What is at fault is returned with the reason, as at a counter. */
function decide(
  workstation: Workstation,
  input: ApprovalInput,
  application: Application,
): Result<Application, AppError> {
  const { approval } = workstation.calls
  const seen = { applicationId: application.id, seenRevision: application.revision }
  const approved = approval.approve(input.approver, seen)
  if (approved.ok || approved.error.code !== 'application-faulty') return approved
  return approval.return(input.approver, {
    ...seen,
    reasons: [{ field: null, text: approved.error.text.zh }],
  })
}

/** Decides on every submitted application of an import; those decided before stay as they are. */
export async function approveRows(
  workstation: Workstation,
  input: ApprovalInput,
  jobId: string,
): Promise<Result<readonly TakenRow[], AppError>> {
  const { imports, intake } = workstation.calls
  const rows = imports.rows(input.clerk, { jobId })
  if (!rows.ok) return rows
  const taken: TakenRow[] = []
  for (const [index, { row, applicationId }] of rows.value.entries()) {
    const found = intake.open(input.clerk, { applicationId })
    if (!found.ok) return found
    const waits = found.value.state === 'submitted' && input.signal?.aborted !== true
    const decided = waits ? decide(workstation, input, found.value) : found
    if (!decided.ok) return decided
    taken.push({ row, application: decided.value })
    input.onProgress?.(index + 1, rows.value.length)
    if (index % SLICE === SLICE - 1) await new Promise(resolve => setImmediate(resolve))
  }
  return ok(taken)
}
