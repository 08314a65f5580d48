import { type Application } from '../../../shared/domain/application/application.ts'
import { APPLICATION_EVENTS, type ApplicationEvent } from '../../../shared/domain/office.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { findingsOf } from '../intake/check-application.ts'
import { buildDraft, clerkValues, eventFault } from '../intake/start-application.ts'
import { type ImportPorts } from './ports.ts'
import { type ReadRow, type RowFault } from './read-row.ts'

export interface TakeContext {
  readonly jobId: string
  readonly papersAtHand: boolean
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
  const { kind, event } = read
  if (!kind) return read.faults
  if (!isApplicationEvent(event)) {
    return [
      {
        field: null,
        heading: null,
        code: 'event-not-imported',
        text: words(
          '该事项不能批量导入，请在证照库中办理',
          'This event is not imported: do it in the register',
        ),
      },
    ]
  }
  const present = event === 'new' ? undefined : presentLicence(stores, read)
  const input = { kind: kind.id, event, ...(present ? { licenceId: present.id } : {}) }
  const unfit = eventFault(ports, stores, input)
  if (unfit && 'code' in unfit)
    return [{ field: 'certNo', heading: null, code: unfit.code, text: unfit.text }]
  const values = { ...(present ? clerkValues(kind, present.values) : {}), ...clerkValues(kind, read.values) }
  const draft = buildDraft(ports, stores, actor, {
    input,
    values,
    origin: { type: 'import', jobId: context.jobId, row: read.row },
    ...(present ? { licence: present } : {}),
  })
  const materials = draft.materials.map(m =>
    context.papersAtHand ? { ...m, state: 'submitted' as const } : m,
  )
  const application: Application = { ...draft, materials }
  const faults = findingsOf(ports, stores, application).filter(f => f.severity === 'fault')
  const waiting = faults.length > 0 && faults.every(f => f.code === 'material-missing')
  if (faults.length > 0 && !waiting) {
    return faults
      .filter(f => f.code !== 'material-missing')
      .map(f => ({ field: f.field, heading: null, code: f.code, text: f.text }))
  }
  const taken: Application = waiting
    ? application
    : { ...application, state: 'submitted', submittedAt: application.createdAt }
  stores.applications.insert(taken)
  journalled(stores, actor, taken.createdAt, {
    action: waiting ? 'application.imported' : 'application.submitted',
    subjectType: 'application',
    subjectId: taken.id,
    detail: { receipt: taken.receiptNumber, import: context.jobId, row: read.row },
  })
  return []
}
