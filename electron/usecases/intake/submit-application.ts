import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/check-fields.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { findingsOf } from './check-application.ts'
import { applicationNotFound, revisionStale, wrongState } from './errors.ts'
import { type IntakePorts } from './ports.ts'

export interface SubmitInput {
  readonly applicationId: string
  readonly seenRevision: number
}

export type SubmitError =
  | AppError<'application-not-found' | 'application-state-wrong' | 'revision-stale'>
  | (AppError<'application-faulty'> & { readonly findings: readonly FieldFinding[] })

/** Submits inside the caller's transaction. Warnings do not block; faults do. */
export function submitIn(
  ports: IntakePorts,
  stores: Stores,
  actor: Actor,
  input: SubmitInput,
): Result<Application, SubmitError> {
  const application = stores.applications.get(input.applicationId)
  if (!application) return err(applicationNotFound)
  if (application.state !== 'draft' && application.state !== 'returned') return err(wrongState(application))
  const faults = findingsOf(ports, stores, application).filter(f => f.severity === 'fault')
  if (faults.length > 0) {
    const error = appError(
      'application-faulty',
      words(`还有 ${faults.length} 处错误，不能提交`, `${faults.length} faults stand in the way`),
      { next: words('请按提示逐项改正', 'Mend each of them as it says'), data: { faults: faults.length } },
    )
    return err({ ...error, findings: faults })
  }
  const at = ports.clock.now()
  const submitted: Application = {
    ...application,
    state: 'submitted',
    revision: application.revision + 1,
    updatedAt: at,
    submittedAt: at,
    decision: null,
  }
  if (!stores.applications.update(submitted, input.seenRevision))
    return err(revisionStale(application.revision))
  journalled(stores, actor, at, {
    action: 'application.submitted',
    subjectType: 'application',
    subjectId: application.id,
    detail: { receipt: application.receiptNumber, revision: submitted.revision },
  })
  return ok(submitted)
}

/** 提交审批 */
export function submitApplication(ports: IntakePorts) {
  return (actor: Actor, input: SubmitInput): Result<Application, SubmitError> =>
    ports.db.write(stores => submitIn(ports, stores, actor, input))
}

export interface AbandonInput extends SubmitInput {
  readonly reason: string
}

export type AbandonError = AppError<'application-not-found' | 'application-state-wrong' | 'revision-stale'>

/** Gives an application up before it is approved; it stays in the records. */
export function abandonApplication(ports: Pick<IntakePorts, 'db' | 'clock'>) {
  return (actor: Actor, input: AbandonInput): Result<Application, AbandonError> =>
    ports.db.write(stores => {
      const application = stores.applications.get(input.applicationId)
      if (!application) return err(applicationNotFound)
      if (!['draft', 'returned', 'submitted'].includes(application.state)) return err(wrongState(application))
      const at = ports.clock.now()
      const changed: Application = {
        ...application,
        state: 'abandoned',
        revision: application.revision + 1,
        updatedAt: at,
      }
      if (!stores.applications.update(changed, input.seenRevision))
        return err(revisionStale(application.revision))
      journalled(stores, actor, at, {
        action: 'application.abandoned',
        subjectType: 'application',
        subjectId: application.id,
        detail: { receipt: application.receiptNumber, reason: input.reason },
      })
      return ok(changed)
    })
}
