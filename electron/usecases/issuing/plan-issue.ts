import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { inForce } from '../../../shared/domain/licence/licence.ts'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { checkContextOf } from '../intake/check-application.ts'
import { applicationNotFound, wrongState } from '../intake/errors.ts'
import { clockFault } from './clock-guard.ts'
import { statusUnfit, type IssueError } from './errors.ts'
import { passOverTaken } from './pass-over.ts'
import { planLicence, type IssuePlan } from './plan-licence.ts'
import { type IssueContext, type IssuePorts, type OpenSeal } from './ports.ts'
import { NONE_RESERVED, reservationsOf, type Reservations } from './reservations.ts'
import { sealAtHand } from './seal-at-hand.ts'

export interface IssueOneInput {
  readonly applicationId: string
  readonly batch?: { readonly id: string; readonly position: number }
}

/** A plan with the seal that is open for it. */
export interface PlannedIssue {
  readonly plan: IssuePlan
  readonly open: OpenSeal
}

/** Whose seals plan what, in whose name. */
export interface Planner {
  readonly ports: IssuePorts
  readonly context: IssueContext
  readonly actor: Actor
}

/** The application as approved: the decision must be on exactly these values, and they must still pass every check. */
function approvedFault(
  ports: IssuePorts,
  stores: Stores,
  application: Application | undefined,
): IssueError | Application {
  if (!application) return applicationNotFound
  if (application.state !== 'approved' || application.decision?.revision !== application.revision)
    return wrongState(application)
  const kind = ports.standard.kind(application.kind)
  const fault = checkFields(kind, application.values, checkContextOf(ports, stores, application)).find(
    f => f.severity === 'fault',
  )
  if (!fault) return application
  return appError('application-faulty', fault.text, {
    next: words('请按提示改正后重新报批', 'Mend it as it says, and have it approved again'),
    ...(fault.field ? { data: { field: fault.field } } : {}),
  })
}

/** The plan, on what the database says now and on the numbers that plans before it have been given. */
function planned(
  { ports, context, actor }: Planner,
  input: IssueOneInput,
  at: Instant,
  reserved: Reservations,
): Result<PlannedIssue, IssueError> {
  return ports.db.read(stores => {
    const late = clockFault(stores, at)
    if (late) return err(late)
    const application = approvedFault(ports, stores, stores.applications.get(input.applicationId))
    if ('code' in application) return err(application)
    const previous = application.licenceId ? (stores.licences.get(application.licenceId) ?? null) : null
    if (application.licenceId && (!previous || !inForce(previous, civilDateOf(at)))) return err(statusUnfit)
    const open = sealAtHand(stores, context.openSeals, ports.standard.kind(application.kind), at)
    if ('code' in open) return err(open)
    const plan = planLicence({
      stores,
      standard: ports.standard,
      office: context.office,
      actor,
      at,
      id: ports.ids.next(),
      seal: open.seal,
      application,
      previous,
      reserved,
    })
    return plan.ok ? ok({ plan: plan.value, open }) : plan
  })
}

/**
 * The plan of the licence whose turn it is, nothing else being in hand. Numbers that stand on other licences are passed over
 * first, each as an act of its own.
 */
export function planIssue(planner: Planner, input: IssueOneInput): Result<PlannedIssue, IssueError> {
  const { ports, actor, context } = planner
  const at = ports.clock.now()
  const found = planned(planner, input, at, NONE_RESERVED)
  if (found.ok || found.error.code !== 'number-taken') return found
  const application = ports.db.read(stores => stores.applications.get(input.applicationId))
  if (application) passOverTaken(ports, actor, { application, office: context.office, at })
  return planned(planner, input, at, NONE_RESERVED)
}

/**
 * Whether what one plan writes could change what the other was made from. Issuing reads nothing of other licences but the
 * versions of the same one and the bearer of the number.
 */
const touches = (a: IssuePlan, b: IssuePlan): boolean =>
  a.licence.lineageId === b.licence.lineageId ||
  (a.licence.kind === b.licence.kind && a.licence.number === b.licence.number)

/**
 * A plan made while those before it are not written yet, as if they were. Undefined in any doubt: the application then waits
 * for its turn, and what the database says then counts.
 */
export function planAhead(
  planner: Planner,
  input: IssueOneInput,
  before: readonly IssuePlan[],
): PlannedIssue | undefined {
  const at = planner.ports.clock.now()
  if (before.some(plan => plan.licence.issuedAt > at)) return undefined
  const found = planned(planner, input, at, reservationsOf(before.map(plan => plan.chosen.take)))
  return found.ok && !before.some(plan => touches(plan, found.value.plan)) ? found.value : undefined
}
