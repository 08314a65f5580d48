import { workedOnBy, type Application } from '../../../shared/domain/application/application.ts'
import { type ImportJob } from '../../../shared/domain/batch.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { APPLICATION_EVENTS, type ApplicationEvent } from '../../../shared/domain/office.ts'
import { filledFromId } from '../../../shared/domain/kinds/fill-from-id.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { findingsOf } from '../intake/check-application.ts'
import { buildDraft, clerkValues, eventFault } from '../intake/start-application.ts'
import { doubleFault, doubleKey, type TakenRows } from './doubles.ts'
import { type ImportPorts } from './ports.ts'
import { type ReadRow, type RowFault } from './read-row.ts'

export interface TakeContext {
  readonly job: ImportJob
  /** Rows of this file that have been taken; a row that is taken is added. */
  readonly taken: TakenRows
  /** Digest of the row's photo, which is kept only when the row is taken. */
  readonly pendingPhoto?: string
}

const isApplicationEvent = (event: string): event is ApplicationEvent =>
  APPLICATION_EVENTS.some(e => e === event)

/** The licence that a row is about: by 证照标识, else by 证照编号; the newest version. */
function presentLicence(stores: Stores, read: ReadRow): Licence | undefined {
  const identifier = read.values['certIdentifier']
  if (typeof identifier === 'string') return stores.licences.byIdentifier(identifier)
  const number = read.values['certNo']
  return typeof number === 'string' && read.kind
    ? stores.licences.byNumber(read.kind.id, number)[0]
    : undefined
}

const fault = (field: string | null, code: string, zh: string, en: string): RowFault => ({
  field,
  heading: null,
  code,
  text: words(zh, en),
})

/** What the file says of the licence that a row is about must be so; a new licence has neither number nor identifier yet. */
function aboutFault(read: ReadRow, present: Licence | undefined): RowFault | undefined {
  const { certNo, certIdentifier, holderCode } = read.values
  if (read.event === 'new') {
    if (!certNo && !certIdentifier) return undefined
    return fault(
      certNo ? 'certNo' : 'certIdentifier',
      'number-given',
      '新办申请不能自带证照编号或证照标识；已有的证照请用“存量导入”',
      'A new application brings no number or identifier: take existing licences in as stock',
    )
  }
  if (!present) return undefined
  if (typeof certNo === 'string' && certNo !== present.number) {
    return fault(
      'certNo',
      'number-contradicts',
      `证照标识对应的编号是 ${present.number}，与本行编号不同`,
      `The identifier belongs to ${present.number}, not to this row's number`,
    )
  }
  if (read.event !== 'change' && typeof holderCode === 'string' && holderCode !== present.holderCode) {
    return fault(
      'holderCode',
      'holder-contradicts',
      `持证主体代码与现有证照 ${present.number} 的不同`,
      `The holder's code is not that of the present licence ${present.number}`,
    )
  }
  return undefined
}

interface Built {
  readonly application: Application
  /** Nothing is wrong but that papers are still missing. */
  readonly waiting: boolean
}

/** The application that a row makes, or its faults; nothing is written. */
function buildFromRow(
  ports: ImportPorts,
  stores: Stores,
  actor: Actor,
  read: ReadRow & { readonly kind: KindDefinition },
  context: TakeContext,
): Built | readonly RowFault[] {
  const { kind, event } = read
  if (!isApplicationEvent(event)) {
    return [
      fault(
        null,
        'event-not-imported',
        '该事项不能批量导入，请在证照库中办理',
        'This event is not imported: do it in the register',
      ),
    ]
  }
  const present = event === 'new' ? undefined : presentLicence(stores, read)
  const about = aboutFault(read, present)
  if (about) return [about]
  const input = { kind: kind.id, event, ...(present ? { licenceId: present.id } : {}) }
  const unfit = eventFault(ports, stores, input)
  if (unfit && 'code' in unfit)
    return [{ field: 'certNo', heading: null, code: unfit.code, text: unfit.text }]
  const given = { ...(present ? clerkValues(kind, present.values) : {}), ...clerkValues(kind, read.values) }
  const values = filledFromId(kind, given)
  const { job } = context
  const draft = buildDraft(ports, stores, actor, {
    input,
    values,
    origin: { type: 'import', jobId: job.id, row: read.row },
    ...(present ? { licence: present } : {}),
  })
  const materials = draft.materials.map(m =>
    job.options.papersAtHand ? { ...m, state: 'submitted' as const } : m,
  )
  // Who chose the file has a part in every row of it, whoever resumed the import.
  const application = workedOnBy({ ...draft, materials }, job.createdById)
  const faults = findingsOf(ports, stores, application, context.pendingPhoto).filter(
    f => f.severity === 'fault',
  )
  const barring = faults.filter(f => f.code !== 'material-missing')
  return barring.length > 0
    ? barring.map(f => ({ field: f.field, heading: null, code: f.code, text: f.text }))
    : { application, waiting: faults.length > 0 }
}

/**
 * Takes one row as an application, inside the caller's transaction: submitted when nothing is wrong (and its papers are
 * there), or nothing at all.
 */
export function takeApplication(
  ports: ImportPorts,
  stores: Stores,
  actor: Actor,
  read: ReadRow,
  context: TakeContext,
): readonly RowFault[] {
  const { kind } = read
  if (!kind) return read.faults
  const built = buildFromRow(ports, stores, actor, { ...read, kind }, context)
  if (!('application' in built)) return built
  const { application, waiting } = built
  const double = doubleFault(ports, stores, kind, application, context.taken)
  if (double) return [double]
  const taken: Application = waiting
    ? application
    : { ...application, state: 'submitted', submittedAt: application.createdAt }
  stores.applications.insert(taken)
  context.taken.set(doubleKey(ports, kind, taken), read.row)
  journalled(stores, actor, taken.createdAt, {
    action: waiting ? 'application.imported' : 'application.submitted',
    subjectType: 'application',
    subjectId: taken.id,
    detail: { receipt: taken.receiptNumber, import: context.job.id, row: read.row },
  })
  return []
}
