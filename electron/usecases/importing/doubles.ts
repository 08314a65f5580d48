import { type Application } from '../../../shared/domain/application/application.ts'
import { normaliseCode } from '../../../shared/domain/codes/half-width.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type ImportPorts } from './ports.ts'
import { type RowFault } from './read-row.ts'

/** Rows of one file already taken, by what makes a second one of them a double. */
export type TakenRows = Map<string, number>

type Compared = Pick<Application, 'kind' | 'event' | 'licenceId' | 'values'>

/** The same text for the same application, in whatever order its fields were filled. */
const sameText = (a: Compared): string =>
  JSON.stringify([
    a.kind,
    a.event,
    a.licenceId,
    Object.keys(a.values)
      .sort()
      .map(id => [id, a.values[id]]),
  ])

/**
 * What a file may hold once: one application about a licence, one new certificate for a person, one new licence of an
 * organisation with exactly these values (an organisation may ask for several).
 */
export function doubleKey(ports: Pick<ImportPorts, 'digests'>, kind: KindDefinition, a: Compared): string {
  if (a.licenceId !== null) return `licence ${a.licenceId}`
  const code = a.values['holderCode']
  if (kind.holder === 'person' && typeof code === 'string' && code !== '')
    return `person ${kind.id} ${normaliseCode(code)}`
  return `values ${ports.digests.sha256(utf8(sameText(a)))}`
}

/** The rows that a job has taken so far; read anew when it is resumed. */
export function takenRows(ports: Pick<ImportPorts, 'db' | 'digests' | 'standard'>, jobId: string): TakenRows {
  return ports.db.read(stores => {
    const taken: TakenRows = new Map()
    for (const { row, applicationId } of stores.applications.ofImport(jobId)) {
      const application = stores.applications.get(applicationId)
      if (application) taken.set(doubleKey(ports, ports.standard.kind(application.kind), application), row)
    }
    return taken
  })
}

const fault = (code: string, zh: string, en: string): RowFault => ({
  field: 'holderCode',
  heading: null,
  code,
  text: words(zh, en),
})

const rowTwice = (row: number): RowFault =>
  fault('row-twice', `与本文件第 ${row} 行重复，本行未导入`, `The same as row ${row} of this file: not taken`)

/** Why a row is a double of another of its file, or of an application that is being worked on; undefined when it is none. */
export function doubleFault(
  ports: Pick<ImportPorts, 'digests'>,
  stores: Stores,
  kind: KindDefinition,
  application: Application,
  taken: TakenRows,
): RowFault | undefined {
  const key = doubleKey(ports, kind, application)
  const row = taken.get(key)
  if (row !== undefined) return rowTwice(row)
  const code = application.values['holderCode']
  if (typeof code !== 'string' || code === '') return undefined
  const text = sameText(application)
  for (const other of stores.applications.openFor(kind.id, code)) {
    const sameFile =
      other.origin.type === 'import' &&
      application.origin.type === 'import' &&
      other.origin.jobId === application.origin.jobId
    if (sameFile && doubleKey(ports, kind, other) === key && other.origin.type === 'import')
      return rowTwice(other.origin.row)
    if (sameText(other) === text) {
      return fault(
        'application-open-already',
        `与在办申请 ${other.receiptNumber} 内容完全相同，本行未导入`,
        `Exactly as the open application ${other.receiptNumber}: not taken`,
      )
    }
  }
  return undefined
}
