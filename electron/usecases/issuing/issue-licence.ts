import { type Application } from '../../../shared/domain/application/application.ts'
import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { inForce, type CopyFile, type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { checkContextOf } from '../intake/check-application.ts'
import { applicationNotFound, wrongState } from '../intake/errors.ts'
import { commitLicence } from './commit-licence.ts'
import { diskFull, type IssueError } from './errors.ts'
import { makeCopy } from './make-copy.ts'
import { planLicence, type IssuePlan } from './plan-licence.ts'
import { type IssueContext, type IssuePorts, type OpenSeal } from './ports.ts'

export interface Issued {
  readonly licence: Licence
  readonly file: CopyFile
}

export interface IssueOneInput {
  readonly applicationId: string
  readonly batch?: { readonly id: string; readonly position: number }
}

/** `copies/娱乐/2026/…`: folders by kind and year keep any one folder small; the name is the identifier, as seen in the field. */
const copyPath = (licence: Licence): string =>
  `copies/${licence.kind}/${licence.issueDate.slice(0, 4)}/${licence.identifier}.pdf`

function openSealFor(
  ports: IssuePorts,
  context: IssueContext,
  application: Application,
  at: Instant,
): OpenSeal | IssueError {
  const { purpose } = ports.standard.kind(application.kind).seal
  const open = context.openSeals.find(s => s.seal.purpose === purpose)
  if (!open || open.seal.state !== 'active') {
    return appError(
      'seal-missing',
      words('没有可用于该类证照的印章', 'No seal is open for this kind of licence'),
      {
        next: words(
          '请管理员导入相应印章，并输入其口令',
          'An administrator imports the seal; then give its PIN',
        ),
        data: { purpose },
      },
    )
  }
  if (at < open.seal.notBefore || at > open.seal.notAfter) {
    return appError(
      'seal-not-valid',
      words(
        `印章“${open.seal.name}”的证书不在有效期内`,
        `The certificate of the seal ${open.seal.name} is not valid now`,
      ),
      {
        next: words(
          '请核对本机时间；证书已到期的，请导入新证书',
          "Check this machine's clock; import a new certificate if it has expired",
        ),
        data: { notBefore: open.seal.notBefore, notAfter: open.seal.notAfter },
      },
    )
  }
  return open
}

/** The plan, on what the database says now; the approver's decision must be on exactly these values. */
function planned(
  ports: IssuePorts,
  context: IssueContext,
  actor: Actor,
  input: IssueOneInput,
): Result<[IssuePlan, OpenSeal], IssueError> {
  const at = ports.clock.now()
  return ports.db.read(stores => {
    const application = stores.applications.get(input.applicationId)
    if (!application) return err(applicationNotFound)
    if (application.state !== 'approved' || application.decision?.revision !== application.revision)
      return err(wrongState(application))
    const previous = application.licenceId ? (stores.licences.get(application.licenceId) ?? null) : null
    if (application.licenceId && (!previous || !inForce(previous, civilDateOf(at)))) {
      return err(
        appError(
          'status-unfit',
          words('原证照已不在有效状态，不能据此制证', 'The present licence is no longer in force'),
          {
            next: words(
              '请退回申请并核对原证照状态',
              'Return the application and look at the present licence',
            ),
          },
        ),
      )
    }
    const kind = ports.standard.kind(application.kind)
    const fault = checkFields(kind, application.values, checkContextOf(ports, stores, application)).find(
      f => f.severity === 'fault',
    )
    if (fault)
      return err(
        appError('application-faulty', fault.text, fault.field ? { data: { field: fault.field } } : {}),
      )
    const open = openSealFor(ports, context, application, at)
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

const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? '') : ''

const isDiskFull = (error: unknown): boolean => ['disk-full', 'ENOSPC', 'EDQUOT'].includes(codeOf(error))

const isDiskFault = (error: unknown): boolean => ['disk-error', 'EIO', 'EROFS'].includes(codeOf(error))

const diskError: IssueError = appError(
  'disk-error',
  words(
    '磁盘读写出错，本证是否已制成需重新打开后核对',
    'The disk failed: whether this licence was issued shows when the workstation is opened again',
  ),
  {
    next: words(
      '请重新打开工作站；本批会从断点继续，不会重号',
      'Open the workstation again; the batch goes on where it stopped and no number is used twice',
    ),
  },
)

/**
 * Issues one approved application: number, face, seal, own check, file, then the one transaction. A licence is final when
 * this returns ok. On any failure the number is still free and nothing is left but, at worst, a file that the next start sweeps.
 */
export function issueOne(ports: IssuePorts) {
  return async (
    actor: Actor,
    context: IssueContext,
    input: IssueOneInput,
  ): Promise<Result<Issued, IssueError>> => {
    const found = planned(ports, context, actor, input)
    if (!found.ok) return found
    const [plan, open] = found.value
    const copy = await makeCopy(ports, plan, open)
    if (!copy.ok) return copy
    const path = copyPath(plan.licence)
    const file: CopyFile = {
      licenceId: plan.licence.id,
      format: 'pdf',
      path,
      sha256: copy.value.sha256,
      bytes: copy.value.bytes.length,
    }
    try {
      ports.vault.put(path, copy.value.bytes)
      ports.db.write(stores =>
        commitLicence(stores, plan, {
          file,
          at: plan.licence.issuedAt,
          actor,
          ...(input.batch ? { batch: input.batch } : {}),
        }),
      )
    } catch (error) {
      if (isDiskFault(error)) return err(diskError) // the outcome is unknown: the file must stay
      // Rolled back: nothing owns the copy. Asked of the database rather than believed.
      if (!ports.db.read(stores => stores.licences.get(plan.licence.id))) ports.vault.remove(path)
      if (isDiskFull(error)) return err(diskFull)
      throw error
    }
    return ok({ licence: plan.licence, file })
  }
}
