import {
  hasWorkedOn,
  type Application,
  type Decision,
  type ReturnReason,
} from '../../../shared/domain/application/application.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { returnReasons } from '../common/jots.ts'
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

export type ReturnError = Refusal | AppError<'reason-missing' | 'reason-too-long' | 'field-unknown'>

/** Reasons have to be read: so many, each so long. Our defaults. */
const MAX_REASONS = 50
const MAX_REASON = 500

/** Who made an application, or changed it at any time since, cannot decide on it: the four-eyes rule of the counter. */
function decidable(
  stores: Stores,
  actor: Actor,
  input: DecideInput,
  states: readonly Application['state'][],
): Application | Refusal {
  const application = stores.applications.get(input.applicationId)
  if (!application) return applicationNotFound
  if (!states.includes(application.state)) return wrongState(application)
  if (application.revision !== input.seenRevision) return revisionStale(application.revision)
  if (hasWorkedOn(application, actor.userId)) {
    return appError(
      'maker-is-checker',
      words(
        '受理或修改过这件申请的人不能审批它',
        'Who took the application or changed it cannot decide on it',
      ),
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
  stores.jots.forget(returnReasons(application.id))
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
  const found = decidable(stores, actor, input, ['submitted'])
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

function reasonFault(
  kind: KindDefinition,
  reasons: readonly ReturnReason[],
): AppError<'reason-missing' | 'reason-too-long' | 'field-unknown'> | undefined {
  if (reasons.length === 0 || reasons.some(r => r.text.trim() === '')) {
    return appError('reason-missing', words('退回须写明原因', 'A return needs its reasons'), {
      next: words('请逐条写明原因，涉及字段的请选定字段', 'Give each reason, and its field where it has one'),
    })
  }
  if (reasons.length > MAX_REASONS || reasons.some(r => [...r.text].length > MAX_REASON)) {
    return appError(
      'reason-too-long',
      words(
        `退回原因最多 ${MAX_REASONS} 条，每条不超过 ${MAX_REASON} 字`,
        `At most ${MAX_REASONS} reasons of ${MAX_REASON} characters each`,
      ),
    )
  }
  const unknown = reasons.find(r => r.field !== null && !kind.fields.some(f => f.id === r.field))?.field
  if (unknown === undefined || unknown === null) return undefined
  const shown = unknown.slice(0, 40)
  return appError('field-unknown', words(`没有字段 ${shown}`, `There is no field ${shown}`))
}

/**
 * 退回, with reasons tied to fields where they concern one. An approved application whose licence is not made yet can be
 * returned too: its licence may have been revoked since, or its rules replaced.
 */
export function returnApplication(ports: IntakePorts) {
  return (actor: Actor, input: ReturnInput): Result<Application, ReturnError> =>
    ports.db.write((stores): Result<Application, ReturnError> => {
      const found = decidable(stores, actor, input, ['submitted', 'approved'])
      if ('code' in found) return err(found)
      const fault = reasonFault(ports.standard.kind(found.kind), input.reasons)
      if (fault) return err(fault)
      const reasons = input.reasons.map(r => ({ field: r.field, text: r.text.trim() }))
      return ok(decided(ports, stores, actor, found, 'returned', reasons))
    })
}
