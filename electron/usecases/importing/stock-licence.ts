import { holderCodeType } from '../../../shared/domain/codes/holder-code.ts'
import { type FieldValues, type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { recogniseNumber } from '../../../shared/domain/numbering/number.ts'
import { type Office } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { civilDateOf, parseCivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { type ImportPorts } from './ports.ts'
import { type StockStatus } from './stock-status.ts'

export interface StockInput {
  readonly office: Office
  readonly actor: Actor
  readonly at: Instant
  readonly kind: KindDefinition
  readonly values: FieldValues
  readonly originNote: string | null
  readonly status: StockStatus
}

const textOf = (values: FieldValues, field: string): string | null => {
  const value = values[field]
  return typeof value === 'string' ? value : null
}

/** Number, dates, issuer and holder as the row has them; what it does not say of the issuer is this office. */
function factsOf(input: StockInput) {
  const { kind, values, office, at } = input
  const text = (field: string) => textOf(values, field)
  const day = (field: string) => parseCivilDate(text(field) ?? '')
  const issueDate = day('issueDate') ?? civilDateOf(at)
  return {
    number: recogniseNumber(kind, text('certNo') ?? '').number,
    typeCode: text('holderCodeTypeCode') ?? kind.holderCodeTypes[0] ?? '',
    issuerName: text('issuerName') ?? office.name,
    issuerCode: text('issuerCode') ?? office.code,
    issueDate,
    validFrom: day('validFrom') ?? issueDate,
    validTo: day('validTo') ?? (kind.validity.termMonths === null ? null : issueDate),
  }
}

/** An existing licence of the office as the register keeps it: its number kept, its origin noted. */
export function stockLicence(ports: Pick<ImportPorts, 'ids' | 'standard'>, input: StockInput): Licence {
  const { kind, values, office, at } = input
  const { typeCode, number, ...facts } = factsOf(input)
  const id = ports.ids.next()
  return {
    id,
    lineageId: id,
    kind: kind.id,
    number,
    identifier: textOf(values, 'certIdentifier'),
    version: 1,
    previousIdentifier: null,
    status: input.status.status,
    statusSince: at,
    holderName: textOf(values, 'holderName') ?? '',
    holderCode: textOf(values, 'holderCode') ?? '',
    holderCodeType: typeCode,
    values: {
      ...values,
      certName: kind.name.zh,
      certTypeCode: kind.typeCode,
      certNo: number,
      holderCodeTypeCode: typeCode,
      holderCodeType: holderCodeType(typeCode)?.label.zh ?? typeCode,
      ...facts,
    },
    ...facts,
    region: office.region,
    event: 'new',
    faceNote: null,
    origin: 'stock',
    originNote: input.originNote,
    applicationId: null,
    approvedByName: null,
    issuedByName: input.actor.name,
    issuedAt: at,
    specimen: office.specimen,
    packVersion: ports.standard.packVersion,
  }
}
