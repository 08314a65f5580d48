import {
  type Application,
  type Decision,
  type ReturnReason,
} from '../../../shared/domain/application/application.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { findingsOf } from '../intake/check-application.ts'
import { applicationNotFound, revisionStale, wrongState } from '../intake/errors.ts'
import { type IntakePorts } from '../intake/ports.ts'

export interface DecideInput {
  readonly applicationId: string
  /** The revision that the approver saw. */
  readonly seenRevision: number
}

export interface ReturnInput extends DecideInput {
  readonly reasons: readonly ReturnReason[]
}

type Refusal = AppError<
  'application-not-found' | 'application-state-wrong' | 'revision-stale' | 'maker-is-checker'
>

export type ApproveError = Refusal | AppError<'application-faulty'>

export type ReturnError = Refusal | AppError<'reason-missing' | 'field-unknown'>

/** Who made an application (or changed it) cannot decide on it: the four-eyes rule of the counter. */
function decidable(stores: Stores, actor: Actor, input: DecideInput): Application | Refusal {
  const application = stores.applications.get(input.applicationId)
  if (!application) return applicationNotFound
  if (application.state !== 'submitted') return wrongState(application)
  if (application.revision !== input.seenRevision) return revisionStale(application.revision)
  if (application.makerId === actor.userId) {
    return appError(
      'maker-is-checker',
      words('受理人不能审批自己受理的申请', 'Who took the application cannot decide on it'),
      {
        next: words('请由另一位审批人办理', 'Another approver decides'),
      },
    )
  }
  return application
}

function decided(
  ports: IntakePorts,
  stores: Stores,
  actor: Actor,
  application: Application,
  outcome: Decision['outcome'],
  reasons: readonly ReturnReason[],
) {
  const at = ports.clock.now()
  const revision = application.revision + 1
  const changed: Application = {
    ...application,
    state: outcome,
    revision,
    updatedAt: at,
    decision: { outcome, byUserId: actor.userId, byName: actor.name, at, revision, reasons },
  }
  if (!stores.applications.update(changed, application.revision))
    throw new Error('the application changed within its own transaction')
  journalled(stores, actor, at, {
    action: `application.${outcome}`,
    subjectType: 'application',
    subjectId: application.id,
    detail: {
      receipt: application.receiptNumber,
      revision,
      reasons: reasons.map(r => ({ field: r.field, text: r.text })),
    },
  })
  return changed
}

/** Approves inside the caller's transaction: checked once more, because rules and register may have changed since. */
export function approveIn(
  ports: IntakePorts,
  stores: Stores,
  actor: Actor,
  input: DecideInput,
): Result<Application, ApproveError> {
  const found = decidable(stores, actor, input)
  if ('code' in found) return err(found)
  const faults = findingsOf(ports, stores, found).filter(f => f.severity === 'fault')
  const [first] = faults
  if (first) {
    return err(
      appError(
        'application-faulty',
        words(
          `申请有 ${faults.length} 处错误：${first.text.zh}`,
          `${faults.length} faults: ${first.text.en}`,
        ),
        {
          next: words('请退回受理人改正', 'Return it to be mended'),
          data: { faults: faults.length },
        },
      ),
    )
  }
  return ok(decided(ports, stores, actor, found, 'approved', []))
}

/** 同意 */
export function approveApplication(ports: IntakePorts) {
  return (actor: Actor, input: DecideInput): Result<Application, ApproveError> =>
    ports.db.write(stores => approveIn(ports, stores, actor, input))
}

/** 退回, with reasons tied to fields where they concern one. */
export function returnApplication(ports: IntakePorts) {
  return (actor: Actor, input: ReturnInput): Result<Application, ReturnError> =>
    ports.db.write(stores => {
      const found = decidable(stores, actor, input)
      if ('code' in found) return err(found)
      if (input.reasons.length === 0 || input.reasons.some(r => r.text.trim() === '')) {
        return err(appError('reason-missing', words('退回须写明原因', 'A return needs its reasons')))
      }
      const kind = ports.standard.kind(found.kind)
      const unknown = input.reasons.find(r => r.field !== null && !kind.fields.some(f => f.id === r.field))
      if (unknown)
        return err(
          appError('field-unknown', words(`没有字段 ${unknown.field}`, `There is no field ${unknown.field}`)),
        )
      return ok(decided(ports, stores, actor, found, 'returned', input.reasons))
    })
}
