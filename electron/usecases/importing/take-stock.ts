import { inspectIdentifier } from '../../../shared/domain/codes/certificate-identifier.ts'
import { holderCodeType } from '../../../shared/domain/codes/holder-code.ts'
import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { catalogueRecord } from '../../../shared/domain/licence/records.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { recogniseNumber } from '../../../shared/domain/numbering/number.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { civilDateOf, parseCivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { officeOf } from '../common/settings.ts'
import { lentNumberFaults } from './lent-number.ts'
import { type ImportPorts } from './ports.ts'
import { type ReadRow, type RowFault } from './read-row.ts'

export interface StockContext {
  readonly jobId: string
  readonly originNote: string | null
}

const fault = (field: string | null, code: string, zh: string, en: string): RowFault => ({
  field,
  heading: null,
  code,
  text: words(zh, en),
})

/** Fields whose absence `issuedFaults` tells itself, in the words of the register; other faults of theirs are told as they are. */
const NAMED_HERE = ['certNo', 'certIdentifier', 'issueDate', 'validTo']

/** The texts that only a licence already issued has, and that nothing may invent. */
function issuedFaults(stores: Stores, kind: KindDefinition, values: FieldValues): readonly RowFault[] {
  const faults: RowFault[] = []
  const number = values['certNo']
  const identifier = values['certIdentifier']
  if (typeof number !== 'string')
    faults.push(fault('certNo', 'number-missing', '存量证照须有证照编号', 'An existing licence has a number'))
  else if (stores.licences.byNumber(kind.id, number).length > 0) {
    faults.push(
      fault(
        'certNo',
        'number-taken',
        `编号 ${number} 已在证照库中`,
        `The number ${number} is in the register already`,
      ),
    )
  } else faults.push(...lentNumberFaults(stores, kind, number))
  if (typeof identifier === 'string') {
    const { verdict } = inspectIdentifier(identifier)
    if (verdict === 'malformed' || verdict === 'wrong-check') {
      faults.push(
        fault(
          'certIdentifier',
          'identifier-wrong',
          '证照标识格式或校验位不正确，请核对原证',
          'The identifier has a wrong form or check character: compare it with the licence',
        ),
      )
    } else if (stores.licences.byIdentifier(identifier)) {
      faults.push(
        fault(
          'certIdentifier',
          'identifier-taken',
          '证照标识已在证照库中',
          'The identifier is in the register already',
        ),
      )
    }
  }
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

function stockLicence(
  ports: ImportPorts,
  office: Office,
  actor: Actor,
  read: ReadRow & { kind: KindDefinition },
  note: string | null,
  at: Instant,
): Licence {
  const { kind, values } = read
  const id = ports.ids.next()
  const text = (field: string): string | null => (typeof values[field] === 'string' ? values[field] : null)
  const day = (field: string) => parseCivilDate(text(field) ?? '')
  const issueDate = day('issueDate') ?? civilDateOf(at)
  const typeCode = text('holderCodeTypeCode') ?? kind.holderCodeTypes[0] ?? ''
  const number = recogniseNumber(kind, text('certNo') ?? '')
  const issuerName = text('issuerName') ?? office.name
  const issuerCode = text('issuerCode') ?? office.code
  const validFrom = day('validFrom') ?? issueDate
  const validTo = kind.validity.termMonths === null ? (day('validTo') ?? null) : (day('validTo') ?? issueDate)
  return {
    id,
    lineageId: id,
    kind: kind.id,
    number: number.number,
    identifier: text('certIdentifier'),
    version: 1,
    previousIdentifier: null,
    status: 'valid',
    statusSince: at,
    holderName: text('holderName') ?? '',
    holderCode: text('holderCode') ?? '',
    holderCodeType: typeCode,
    values: {
      ...values,
      certName: kind.name.zh,
      certTypeCode: kind.typeCode,
      certNo: number.number,
      holderCodeTypeCode: typeCode,
      holderCodeType: holderCodeType(typeCode)?.label.zh ?? typeCode,
      issuerName,
      issuerCode,
      issueDate,
      validFrom,
      validTo,
    },
    issueDate,
    validFrom,
    validTo,
    issuerName,
    issuerCode,
    region: office.region,
    event: 'new',
    faceNote: null,
    origin: 'stock',
    originNote: note,
    applicationId: null,
    approvedByName: null,
    issuedByName: actor.name,
    issuedAt: at,
    specimen: office.specimen,
    packVersion: ports.standard.packVersion,
  }
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
    ...checks
      .filter(f => f.severity === 'fault' && !(f.code === 'missing' && NAMED_HERE.includes(f.field ?? '')))
      .map(f => ({ field: f.field, heading: null, code: f.code, text: f.text })),
  ]
  if (faults.length > 0) return faults
  const licence = stockLicence(ports, office, actor, { ...read, kind }, context.originNote, at)
  stores.licences.insert(licence)
  stores.outbox.append(catalogueRecord(kind, licence), at)
  journalled(stores, actor, at, {
    action: 'licence.taken-over',
    subjectType: 'licence',
    subjectId: licence.id,
    detail: { number: licence.number, import: context.jobId, row: read.row, origin: context.originNote },
  })
  return []
}
