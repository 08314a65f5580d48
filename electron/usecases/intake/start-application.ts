import { type Application, type ApplicationOrigin } from '../../../shared/domain/application/application.ts'
import { type FieldValues, type KindDefinition, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { EVENT_WORDS, STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { shownStatus, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type ApplicationEvent } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { officeOf } from '../common/settings.ts'
import { materialsAtStart } from './materials.ts'
import { type IntakePorts } from './ports.ts'

export interface StartInput {
  readonly kind: KindId
  readonly event: ApplicationEvent
  /** Id of the present licence; required for every event but `new`. */
  readonly licenceId?: string
}

export type StartError = AppError<
  | 'office-missing'
  | 'event-not-allowed'
  | 'licence-not-found'
  | 'licence-not-newest'
  | 'licence-kind-wrong'
  | 'status-unfit'
>

type StartPorts = Pick<IntakePorts, 'db' | 'clock' | 'ids' | 'standard'>

/** Fields that the clerk fills, as the present licence has them. */
export const clerkValues = (kind: KindDefinition, values: FieldValues): FieldValues =>
  Object.fromEntries(
    kind.fields
      .filter(f => f.entry === 'clerk' && values[f.id] !== undefined)
      .map(f => [f.id, values[f.id] ?? null]),
  )

/** Why this event cannot be applied for on that licence; undefined when it can. */
export function eventFault(
  ports: Pick<StartPorts, 'clock' | 'standard'>,
  stores: Stores,
  input: StartInput,
): StartError | Licence | undefined {
  const rule = ports.standard.kind(input.kind).events.find(e => e.event === input.event)
  const name = EVENT_WORDS[input.event]
  if (!rule?.allowed)
    return appError(
      'event-not-allowed',
      words(`该类证照没有“${name.zh}”`, `This kind of licence has no ${name.en}`),
    )
  if (input.event === 'new') return undefined
  const licence = input.licenceId === undefined ? undefined : stores.licences.get(input.licenceId)
  if (!licence) {
    return appError(
      'licence-not-found',
      words(`办理${name.zh}须先选定现有证照`, `A ${name.en} needs the present licence`),
      {
        next: words('请按编号或名称查找并选定', 'Find it by number or name and choose it'),
      },
    )
  }
  if (licence.kind !== input.kind)
    return appError(
      'licence-kind-wrong',
      words('所选证照不是这一类', 'The chosen licence is of another kind'),
    )
  const shown = shownStatus(licence, civilDateOf(ports.clock.now()))
  if (shown === 'superseded') {
    return appError('licence-not-newest', words('这一版本已被取代', 'This version has been superseded'), {
      next: words('请选最新版本', 'Choose the newest version'),
    })
  }
  if (shown !== 'valid') {
    const now = STATUS_WORDS[shown]
    return appError(
      'status-unfit',
      words(
        `${licence.number} 现为“${now.zh}”，不能${name.zh}`,
        `${licence.number} is ${now.en}: no ${name.en} is possible`,
      ),
    )
  }
  return licence
}

interface Draft {
  readonly input: StartInput
  readonly licence?: Licence
  readonly values: FieldValues
  readonly origin: ApplicationOrigin
}

/** A new draft with the next receipt number; the caller writes it in the same transaction. */
export function buildDraft(ports: StartPorts, stores: Stores, actor: Actor, draft: Draft): Application {
  const at = ports.clock.now()
  const day = civilDateOf(at)
  const office = officeOf(stores)
  if (!office) throw new Error('a draft needs an office')
  const running = stores.applications.nextReceipt(day)
  return {
    id: ports.ids.next(),
    receiptNumber: `${office.workstationId}-${day.replaceAll('-', '')}-${String(running).padStart(4, '0')}`,
    kind: draft.input.kind,
    event: draft.input.event,
    licenceId: draft.licence?.id ?? null,
    values: draft.values,
    materials: materialsAtStart(ports.standard.kind(draft.input.kind), draft.input.event),
    state: 'draft',
    revision: 1,
    makerId: actor.userId,
    makerName: actor.name,
    createdAt: at,
    updatedAt: at,
    submittedAt: null,
    decision: null,
    origin: draft.origin,
  }
}

/** Opens a draft; for events on a licence it begins with what the present licence says. */
export function startApplication(ports: StartPorts) {
  return (actor: Actor, input: StartInput): Result<Application, StartError> =>
    ports.db.write(stores => {
      if (!officeOf(stores)) {
        return err(
          appError('office-missing', words('本机关还没有设置', 'The office has not been set up yet'), {
            next: words('请管理员先设置本机关', 'An administrator sets it up first'),
          }),
        )
      }
      const found = eventFault(ports, stores, input)
      if (found !== undefined && 'code' in found) return err(found)
      const values = found ? clerkValues(ports.standard.kind(input.kind), found.values) : {}
      const draft = {
        input,
        values,
        origin: { type: 'counter' } as const,
        ...(found ? { licence: found } : {}),
      }
      const application = buildDraft(ports, stores, actor, draft)
      stores.applications.insert(application)
      journalled(stores, actor, application.createdAt, {
        action: 'application.started',
        subjectType: 'application',
        subjectId: application.id,
        detail: { receipt: application.receiptNumber, kind: application.kind, event: application.event },
      })
      return ok(application)
    })
}
