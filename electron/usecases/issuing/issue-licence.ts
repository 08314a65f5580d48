import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { inForce, type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { COPIES_FOLDER } from '../common/data-folder.ts'
import { checkContextOf } from '../intake/check-application.ts'
import { applicationNotFound, wrongState } from '../intake/errors.ts'
import { clockFault } from './clock-guard.ts'
import { statusUnfit, type IssueError } from './errors.ts'
import { keepLicence } from './keep-licence.ts'
import { makeCopy } from './make-copy.ts'
import { passOverTaken } from './pass-over.ts'
import { planLicence, type IssuePlan } from './plan-licence.ts'
import { type IssueContext, type IssuePorts, type OpenSeal } from './ports.ts'
import { sealAtHand } from './seal-at-hand.ts'

export interface Issued {
  readonly licence: Licence
  readonly file: CopyFile
}

export interface IssueOneInput {
  readonly applicationId: string
  readonly batch?: { readonly id: string; readonly position: number }
}

/** `copies/entertainment/2026/…`: folders by kind and year keep any one small; the name is the identifier, as seen in the field. */
const copyPath = (licence: Licence): string =>
  `${COPIES_FOLDER}/${licence.kind}/${licence.issueDate.slice(0, 4)}/${licence.identifier}.pdf`

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

/** The plan, on what the database says now. */
function planned(
  ports: IssuePorts,
  context: IssueContext,
  actor: Actor,
  input: IssueOneInput,
  at: Instant,
): Result<[IssuePlan, OpenSeal], IssueError> {
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
    })
    return plan.ok ? ok([plan.value, open] as [IssuePlan, OpenSeal]) : plan
  })
}

/** As `planned`; numbers that stand on other licences are passed over first, each as an act of its own. */
function plannedPastTaken(
  ports: IssuePorts,
  context: IssueContext,
  actor: Actor,
  input: IssueOneInput,
): Result<[IssuePlan, OpenSeal], IssueError> {
  const at = ports.clock.now()
  const found = planned(ports, context, actor, input, at)
  if (found.ok || found.error.code !== 'number-taken') return found
  const application = ports.db.read(stores => stores.applications.get(input.applicationId))
  if (application) passOverTaken(ports, actor, { application, office: context.office, at })
  return planned(ports, context, actor, input, at)
}

/**
 * Issues one approved application: number, face, seal, own check, file, then the one transaction. A licence is final when
 * this returns ok. On any failure the number is still free and nothing is left but, at worst, a file that the next start
 * sweeps. Errors of the database outside the transaction are thrown on: see `databaseTrouble`.
 */
export function issueOne(ports: IssuePorts) {
  return async (
    actor: Actor,
    context: IssueContext,
    input: IssueOneInput,
  ): Promise<Result<Issued, IssueError>> => {
    const found = plannedPastTaken(ports, context, actor, input)
    if (!found.ok) return found
    const [plan, open] = found.value
    const copy = await makeCopy(ports, plan, open)
    if (!copy.ok) return copy
    const file: CopyFile = {
      licenceId: plan.licence.id,
      format: 'pdf',
      path: copyPath(plan.licence),
      sha256: copy.value.sha256,
      bytes: copy.value.bytes.length,
    }
    const trouble = keepLicence(ports, plan, {
      file,
      content: copy.value.bytes,
      actor,
      ...(input.batch ? { batch: input.batch } : {}),
    })
    return trouble ? err(trouble) : ok({ licence: plan.licence, file })
  }
}
