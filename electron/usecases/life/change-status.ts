import { EVENT_WORDS, STATUS_WORDS, statusAfter } from '../../../shared/domain/licence/life-cycle.ts'
import { shownStatus, type Licence, type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { statusRecord } from '../../../shared/domain/licence/records.ts'
import { type StatusEvent } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

export interface ChangeStatusInput {
  readonly licenceId: string
  readonly event: StatusEvent
  /** Why, in the deciding organ's words. */
  readonly reason: string
  /** 决定书文号; asked for by events that a decision must found. */
  readonly decisionNumber: string
}

export type ChangeStatusError = AppError<
  'licence-not-found' | 'licence-not-newest' | 'event-not-allowed' | 'status-unfit' | 'reason-missing'
>

export interface ChangeStatusPorts extends BasePorts {
  readonly standard: Standard
}

/** Long enough for the operative part of a decision. Our default. */
const MAX_REASON = 500

function fault(
  stores: Stores,
  ports: ChangeStatusPorts,
  input: ChangeStatusInput,
): ChangeStatusError | [Licence, LicenceStatus] {
  const licence = stores.licences.get(input.licenceId)
  if (!licence) return appError('licence-not-found', words('找不到这本证照', 'There is no such licence'))
  const name = EVENT_WORDS[input.event]
  if (
    input.reason.trim() === '' ||
    [...input.reason].length > MAX_REASON ||
    input.decisionNumber.trim() === ''
  ) {
    return appError(
      'reason-missing',
      words(`${name.zh}须写明事由和决定文号`, `A ${name.en} needs a reason and the number of the decision`),
      {
        next: words(
          `请填写事由（不超过 ${MAX_REASON} 字）和决定文号`,
          `Give both; the reason has at most ${MAX_REASON} characters`,
        ),
      },
    )
  }
  if (licence.status === 'superseded') {
    return appError(
      'licence-not-newest',
      words(`${licence.number} 的这一版本已被取代`, `This version of ${licence.number} has been superseded`),
      {
        next: words('请在最新版本上办理', 'Act on the newest version'),
      },
    )
  }
  const rule = ports.standard.kind(licence.kind).events.find(e => e.event === input.event)
  if (!rule?.allowed) {
    return appError(
      'event-not-allowed',
      words(`该类证照没有“${name.zh}”`, `This kind of licence has no ${name.en}`),
    )
  }
  const shown = shownStatus(licence, civilDateOf(ports.clock.now()))
  const status = statusAfter(input.event, shown)
  if (!status) {
    const now = STATUS_WORDS[shown]
    return appError(
      'status-unfit',
      words(
        `${licence.number} 现为“${now.zh}”，不能${name.zh}`,
        `${licence.number} is ${now.en}: no ${name.en} is possible`,
      ),
    )
  }
  return [licence, status]
}

/** 暂扣、发还、注销、撤销、吊销: the status changes, the face does not; the decision goes into journal and outbox. */
export function changeStatus(ports: ChangeStatusPorts) {
  return (actor: Actor, input: ChangeStatusInput): Result<LicenceStatus, ChangeStatusError> => {
    const at = ports.clock.now()
    return ports.db.write(stores => {
      const found = fault(stores, ports, input)
      if (!Array.isArray(found)) return err(found)
      const [licence, status] = found
      stores.licences.setStatus(licence.id, status, at)
      stores.outbox.append(statusRecord({ ...licence, status, statusSince: at }, input.event, input), at)
      journalled(stores, actor, at, {
        action: `licence.${input.event}`,
        subjectType: 'licence',
        subjectId: licence.id,
        detail: { number: licence.number, status, reason: input.reason, decision: input.decisionNumber },
      })
      return ok(status)
    })
  }
}
