import { type Application } from '../../shared/domain/application/application.ts'
import { type Batch } from '../../shared/domain/batch.ts'
import { type FieldValues } from '../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../shared/domain/licence/licence.ts'
import { type ApplicationEvent } from '../../shared/domain/office.ts'
import { type Actor } from '../../shared/domain/people/user.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { issueRows } from './issuing/issue-rows.ts'
import { type RowError, type RowOutcome } from './issuing/row-outcome.ts'
import { type Workstation } from './workstation.ts'

export interface ChangeLicenceInput {
  readonly licence: Pick<Licence, 'id' | 'kind'>
  readonly event: Exclude<ApplicationEvent, 'new'>
  /** Fields that change, as typed. */
  readonly values: FieldValues
  readonly clerk: Actor
  readonly approver: Actor
  readonly pins: Readonly<Record<string, string>>
}

export interface ChangedLicence {
  readonly outcome: RowOutcome
  /** Null when the application did not get that far. */
  readonly batch: Batch | null
}

type Submitted = Result<Application, AppError> | { readonly faults: readonly RowError[] }

/** Draft, fields, papers, submission: each step on the revision that the step before left. */
function prepare(workstation: Workstation, input: ChangeLicenceInput, draft: Application): Submitted {
  const { intake } = workstation.calls
  let now: Result<Application, AppError> = ok(draft)
  const step = (next: (application: Application) => Result<Application, AppError>) => {
    if (now.ok) now = next(now.value)
  }
  const seen = (a: Application) => ({ applicationId: a.id, seenRevision: a.revision })
  if (Object.keys(input.values).length > 0)
    step(a => intake.saveDraft(input.clerk, { ...seen(a), values: input.values }))
  for (const { id } of draft.materials)
    step(a => intake.setMaterial(input.clerk, { ...seen(a), materialId: id, state: 'submitted' }))
  if (!now.ok) return now
  const submitted = intake.submit(input.clerk, seen(now.value))
  if (submitted.ok || !('findings' in submitted.error)) return submitted
  return { faults: submitted.error.findings.map(f => ({ code: f.code, field: f.field, text: f.text })) }
}

/** An application that led nowhere is given up, so that none lies about half done. */
function abandon(workstation: Workstation, clerk: Actor, applicationId: string): void {
  const { intake } = workstation.calls
  const left = intake.open(clerk, { applicationId })
  if (!left.ok) return
  const { revision: seenRevision } = left.value
  intake.abandon(clerk, { applicationId, seenRevision, reason: '未能提交或未获批准' })
}

/**
 * Change, renewal, reissue or replacement of a licence in one go: application with the papers at hand, approval by the
 * other person, issue. Faults of the application come back as its outcome; nothing is issued then.
 */
export async function changeLicence(
  workstation: Workstation,
  input: ChangeLicenceInput,
): Promise<Result<ChangedLicence, AppError>> {
  const { intake, approval } = workstation.calls
  const { kind } = input.licence
  const draft = intake.start(input.clerk, { kind, event: input.event, licenceId: input.licence.id })
  if (!draft.ok) return draft
  const { id: applicationId } = draft.value
  const submitted = prepare(workstation, input, draft.value)
  if ('faults' in submitted) {
    abandon(workstation, input.clerk, applicationId)
    const nothing = { number: null, identifier: null, licenceId: null }
    return ok({
      outcome: { row: 1, kind, status: 'rejected', ...nothing, errors: submitted.faults },
      batch: null,
    })
  }
  const decided = submitted.ok
    ? approval.approve(input.approver, { applicationId, seenRevision: submitted.value.revision })
    : submitted
  if (!decided.ok) {
    abandon(workstation, input.clerk, applicationId)
    return decided
  }
  const taken = [{ row: 1, application: decided.value }]
  const issued = await issueRows(workstation, { clerk: input.clerk, pins: input.pins }, taken, null)
  if (!issued.ok) return issued
  const [outcome] = issued.value.rows
  if (!outcome) throw new Error('an application was issued without an outcome')
  return ok({ outcome, batch: issued.value.batches[0] ?? null })
}
