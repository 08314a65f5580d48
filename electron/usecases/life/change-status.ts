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

/** The longest 决定书文号 seen has some thirty characters. Our default. */
const MAX_DECISION = 80

const isFilled = (text: string, most: number): boolean =>
  text.trim() !== '' && [...text].length <= most && !/[\p{Cc}\p{Cs}]/u.test(text.replace(/\n/g, ''))

/** Every event is founded on a decision: its reason and its number are part of the record. */
function groundsFault(input: ChangeStatusInput): ChangeStatusError | undefined {
  if (isFilled(input.reason, MAX_REASON) && isFilled(input.decisionNumber, MAX_DECISION)) return undefined
  const name = EVENT_WORDS[input.event]
  return appError(
    'reason-missing',
    words(`${name.zh}须写明事由和决定文号`, `A ${name.en} needs a reason and the number of the decision`),
    {
      next: words(
        `请填写事由（不超过 ${MAX_REASON} 字）和决定文号（不超过 ${MAX_DECISION} 字）`,
        `Give both: the reason in at most ${MAX_REASON} characters, the number in at most ${MAX_DECISION}`,
      ),
    },
  )
}

/** What the event makes of the licence, or why it cannot be. */
export function nextStatus(
  ports: Pick<ChangeStatusPorts, 'clock' | 'standard'>,
  licence: Licence,
  event: StatusEvent,
): Result<LicenceStatus, ChangeStatusError> {
  const name = EVENT_WORDS[event]
  const rule = ports.standard.kind(licence.kind).events.find(e => e.event === event)
  if (!rule?.allowed) {
    return err(
      appError(
        'event-not-allowed',
        words(`该类证照没有“${name.zh}”`, `This kind of licence has no ${name.en}`),
      ),
    )
  }
  const shown = shownStatus(licence, civilDateOf(ports.clock.now()))
  const status = statusAfter(event, shown)
  if (status) return ok(status)
  const now = STATUS_WORDS[shown]
  return err(
    appError(
      'status-unfit',
      words(
        `${licence.number} 现为“${now.zh}”，不能${name.zh}`,
        `${licence.number} is ${now.en}: no ${name.en} is possible`,
      ),
    ),
  )
}

function judged(
  stores: Stores,
  ports: ChangeStatusPorts,
  input: ChangeStatusInput,
): Result<{ readonly licence: Licence; readonly status: LicenceStatus }, ChangeStatusError> {
  const licence = stores.licences.get(input.licenceId)
  if (!licence) return err(appError('licence-not-found', words('找不到这本证照', 'There is no such licence')))
  const groundless = groundsFault(input)
  if (groundless) return err(groundless)
  if (licence.status === 'superseded') {
    return err(
      appError(
        'licence-not-newest',
        words(
          `${licence.number} 的这一版本已被取代`,
          `This version of ${licence.number} has been superseded`,
        ),
        { next: words('请在最新版本上办理', 'Act on the newest version') },
      ),
    )
  }
  const status = nextStatus(ports, licence, input.event)
  return status.ok ? ok({ licence, status: status.value }) : status
}

/** 暂扣、发还、注销、撤销、吊销: the status changes, the face does not; the decision goes into journal and outbox. */
export function changeStatus(ports: ChangeStatusPorts) {
  return (actor: Actor, input: ChangeStatusInput): Result<LicenceStatus, ChangeStatusError> => {
    const at = ports.clock.now()
    return ports.db.write(stores => {
      const found = judged(stores, ports, input)
      if (!found.ok) return found
      const { licence, status } = found.value
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
