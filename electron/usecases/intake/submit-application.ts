import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/check-fields.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { findingsOf } from './check-application.ts'
import { editable, keepEdit, type EditInput, type EditRefusal } from './edit-application.ts'
import { type IntakePorts } from './ports.ts'

export type SubmitInput = EditInput

export type SubmitError =
  EditRefusal | (AppError<'application-faulty'> & { readonly findings: readonly FieldFinding[] })

/** Submits inside the caller's transaction. Warnings do not block; faults do. Reasons of an earlier return are answered by it. */
export function submitIn(
  ports: IntakePorts,
  stores: Stores,
  actor: Actor,
  input: SubmitInput,
): Result<Application, SubmitError> {
  const application = editable(stores, input)
  if ('code' in application) return err(application)
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
  const submitted = keepEdit(stores, actor, at, application, {
    state: 'submitted',
    submittedAt: at,
    decision: null,
  })
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

export interface AbandonInput extends EditInput {
  readonly reason: string
}

export type AbandonError = EditRefusal | AppError<'reason-missing'>

const MAX_REASON = 500

/** Gives an application up before it is approved; it stays in the records. */
export function abandonApplication(ports: Pick<IntakePorts, 'db' | 'clock'>) {
  return (actor: Actor, input: AbandonInput): Result<Application, AbandonError> =>
    ports.db.write((stores): Result<Application, AbandonError> => {
      const application = editable(stores, input, ['draft', 'returned', 'submitted'])
      if ('code' in application) return err(application)
      const reason = input.reason.trim()
      if (reason === '' || [...reason].length > MAX_REASON) {
        return err(
          appError(
            'reason-missing',
            words(
              `放弃申请须写明原因（不超过 ${MAX_REASON} 字）`,
              `Giving up needs a reason of at most ${MAX_REASON} characters`,
            ),
          ),
        )
      }
      const at = ports.clock.now()
      const changed = keepEdit(stores, actor, at, application, { state: 'abandoned' })
      journalled(stores, actor, at, {
        action: 'application.abandoned',
        subjectType: 'application',
        subjectId: application.id,
        detail: { receipt: application.receiptNumber, reason },
      })
      return ok(changed)
    })
}
