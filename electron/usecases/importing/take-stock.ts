import { inspectIdentifier } from '../../../shared/domain/codes/certificate-identifier.ts'
import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { catalogueRecord, statusRecord } from '../../../shared/domain/licence/records.ts'
import { recogniseNumber } from '../../../shared/domain/numbering/number.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { civilDateOf, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { officeOf } from '../common/settings.ts'
import { lentNumberFaults } from './lent-number.ts'
import { type ImportPorts } from './ports.ts'
import { type ReadRow, type RowFault } from './read-row.ts'
import { stockLicence } from './stock-licence.ts'
import { type StockStatus } from './stock-status.ts'

export interface StockContext {
  readonly jobId: string
  readonly originNote: string | null
  readonly status: StockStatus
}

const fault = (field: string | null, code: string, zh: string, en: string): RowFault => ({
  field,
  heading: null,
  code,
  text: words(zh, en),
})

/** Fields whose absence `issuedFaults` tells itself, in the words of the register; other faults of theirs are told as they are. */
const NAMED_HERE = ['certNo', 'certIdentifier', 'issueDate', 'validTo']

/** The number is kept as it is, and is nobody else's. */
function numberFaults(stores: Stores, kind: KindDefinition, values: FieldValues): readonly RowFault[] {
  if (typeof values['certNo'] !== 'string')
    return [fault('certNo', 'number-missing', '存量证照须有证照编号', 'An existing licence has a number')]
  const { number } = recogniseNumber(kind, values['certNo'])
  if (stores.licences.byNumber(kind.id, number).length === 0) return lentNumberFaults(stores, kind, number)
  return [
    fault(
      'certNo',
      'number-taken',
      `编号 ${number} 已在证照库中`,
      `The number ${number} is in the register already`,
    ),
  ]
}

function identifierFaults(stores: Stores, values: FieldValues): readonly RowFault[] {
  const identifier = values['certIdentifier']
  if (typeof identifier !== 'string') return []
  const { verdict } = inspectIdentifier(identifier)
  if (verdict === 'malformed' || verdict === 'wrong-check') {
    return [
      fault(
        'certIdentifier',
        'identifier-wrong',
        '证照标识格式或校验位不正确，请核对原证',
        'The identifier has a wrong form or check character: compare it with the licence',
      ),
    ]
  }
  if (!stores.licences.byIdentifier(identifier)) return []
  return [
    fault(
      'certIdentifier',
      'identifier-taken',
      '证照标识已在证照库中',
      'The identifier is in the register already',
    ),
  ]
}

/** The texts that only a licence already issued has, and that nothing may invent. */
function issuedFaults(stores: Stores, kind: KindDefinition, values: FieldValues): readonly RowFault[] {
  const faults = [...numberFaults(stores, kind, values), ...identifierFaults(stores, values)]
  if (typeof values['issueDate'] !== 'string')
    faults.push(
      fault(
        'issueDate',
        'issue-date-missing',
        '存量证照须有颁发日期',
        'An existing licence has a date of issue',
      ),
    )
  if (kind.validity.termMonths !== null && typeof values['validTo'] !== 'string') {
    faults.push(
      fault(
        'validTo',
        'valid-to-missing',
        '存量证照须有有效期截止日期',
        'An existing licence of this kind has a last day',
      ),
    )
  }
  return faults
}

/** A file that calls a licence expired must have a last day that has passed: nothing else makes a licence expire here. */
function expiryFaults(read: ReadRow, status: StockStatus, today: CivilDate): readonly RowFault[] {
  const last = read.values['validTo']
  if (!status.expired || (typeof last === 'string' && last < today)) return []
  return [
    fault(
      'validTo',
      'expiry-contradicts',
      '状态写为过期，但有效期截止日期没有填写或尚未到期，请核对',
      'The row says expired, but its last day is missing or has not passed',
    ),
  ]
}

/** What became of a licence before it came here, for the national store. */
const EVENT_OF_STATUS = {
  suspended: 'suspend',
  cancelled: 'cancel',
  withdrawn: 'withdraw',
  revoked: 'revoke',
} as const

function queueRecords(stores: Stores, kind: KindDefinition, licence: Licence, at: Instant): void {
  stores.outbox.append(catalogueRecord(kind, licence), at)
  const { status } = licence
  if (status === 'valid' || status === 'superseded') return
  stores.outbox.append(statusRecord(licence, EVENT_OF_STATUS[status], { reason: '存量数据登记' }), at)
}

/**
 * Takes one row as an existing licence of the office, inside the caller's transaction: its number is kept and claimed, its
 * origin noted. Fields that were optional then and are mandatory now still have to be there: that is what standardising means.
 */
export function takeStock(
  ports: ImportPorts,
  stores: Stores,
  actor: Actor,
  read: ReadRow,
  context: StockContext,
): readonly RowFault[] {
  const { kind } = read
  if (!kind) return read.faults
  const at = ports.clock.now()
  const office = officeOf(stores)
  if (!office) throw new Error('stock needs an office')
  const checks = checkFields(kind, read.values, {
    regions: ports.standard.regions,
    event: 'new',
    today: civilDateOf(at),
    issuer: office,
    stock: true,
  })
  const faults = [
    ...issuedFaults(stores, kind, read.values),
    ...expiryFaults(read, context.status, civilDateOf(at)),
    ...checks
      .filter(f => f.severity === 'fault' && !(f.code === 'missing' && NAMED_HERE.includes(f.field ?? '')))
      .map(f => ({ field: f.field, heading: null, code: f.code, text: f.text })),
  ]
  if (faults.length > 0) return faults
  const licence = stockLicence(ports, { office, actor, at, kind, values: read.values, ...context })
  stores.licences.insert(licence)
  queueRecords(stores, kind, licence, at)
  journalled(stores, actor, at, {
    action: 'licence.taken-over',
    subjectType: 'licence',
    subjectId: licence.id,
    detail: {
      number: licence.number,
      status: licence.status,
      import: context.jobId,
      row: read.row,
      origin: context.originNote,
    },
  })
  return []
}
