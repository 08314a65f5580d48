import { type LifeEvent } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { APPLICATION_EVENTS, STATUS_EVENTS } from '../../../shared/domain/office.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Stores } from '../../ports/database.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { eventFault } from '../intake/start-application.ts'
import { nextStatus } from '../life/change-status.ts'

/** An act that may follow on a licence. */
export interface PossibleAct {
  readonly event: LifeEvent
  /** It begins with an application, or is an act by decision. */
  readonly by: 'application' | 'decision'
  /** Why it cannot be now; null where it can. */
  readonly why: AppError | null
}

/** Every act that the licence's kind knows, with the reason where the licence as it is cannot have it. */
export function possibleActs(
  ports: Pick<BasePorts, 'clock'> & { readonly standard: Standard },
  stores: Stores,
  licence: Licence,
): readonly PossibleAct[] {
  const known = new Set(
    ports.standard
      .kind(licence.kind)
      .events.filter(rule => rule.allowed)
      .map(rule => rule.event),
  )
  const applied = APPLICATION_EVENTS.filter(event => event !== 'new' && known.has(event)).map(
    (event): PossibleAct => {
      const fault = eventFault(ports, stores, { kind: licence.kind, event, licenceId: licence.id })
      return { event, by: 'application', why: fault && 'code' in fault ? fault : null }
    },
  )
  const decided = STATUS_EVENTS.filter(event => known.has(event)).map((event): PossibleAct => {
    const next = nextStatus(ports, licence, event)
    return { event, by: 'decision', why: next.ok ? null : next.error }
  })
  return [...applied, ...decided]
}
