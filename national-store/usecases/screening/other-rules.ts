import { inspectIdentifier } from '../../../shared/domain/codes/certificate-identifier.ts'
import { checkHolderCode } from '../../../shared/domain/codes/holder-code.ts'
import { normaliseNumber } from '../../../shared/domain/numbering/number.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { licenceOf, numberKey, type LicenceRow } from '../records/register.ts'
import { type CatalogueRow } from './payloads.ts'
import { screeningRule, type ScreeningRule } from './rule.ts'
import { type Hit, type Subject, type World } from './subject.ts'

type Row = Extract<Subject, { readonly type: 'catalogue' }>

/** Columns of GB/T 36902 that repeat what the store holds of the licence. */
const REPEATED: readonly (readonly [keyof CatalogueRow, (licence: LicenceRow) => unknown])[] = [
  ['certificate_number', licence => licence.number],
  ['certificate_source_id', licence => licence.identifier],
  ['issue_dept', licence => licence.issuerName],
  ['issue_dept_code', licence => licence.values['issuerCode']],
  ['certificate_holder', licence => licence.holderName],
  ['certificate_holder_code', licence => licence.holderCode],
  ['certificate_holder_type', licence => licence.holderCodeType],
  ['issue_date', licence => licence.issueDate],
]

function differing({ row, licence }: Row): readonly Hit[] {
  if (!licence) return []
  return REPEATED.flatMap(([column, of]) => {
    const should = of(licence)
    if (should === undefined || row[column] === should) return [] // stock has no metadata, and so not all of them
    return [
      { field: column, value: row[column] ?? null, suggestion: should === null ? null : String(should) },
    ]
  })
}

/** Stock keeps the number that it has; only one that the store has lent to another machine cannot be its own. */
function stockNumber({ row, kind, stock, licence }: Row, { register, caller }: World): readonly Hit[] {
  const number = row.certificate_number
  const place = register.lent.get(numberKey(kind.id, number))
  return stock && !licence && place && place.workstationId !== caller.workstationId
    ? [{ field: 'certificate_number', value: number }]
    : []
}

function stockTwice({ row, kind, stock, licence, record }: Row, { register }: World): readonly Hit[] {
  if (!stock || licence) return []
  const number = row.certificate_number
  const form = normaliseNumber(kind.id, number)
  return [
    ...(register.numbers.has(numberKey(kind.id, number))
      ? [{ field: 'certificate_number', value: number }]
      : []),
    ...(form === number
      ? []
      : [{ code: 'number-form', field: 'certificate_number', value: number, suggestion: form }]),
    ...((row.certificate_source_id ?? number) === record.subject
      ? []
      : [{ code: 'subject-other', field: 'certificate_source_id', value: record.subject }]),
  ]
}

function stockIdentifier({ row, stock }: Row, { standard }: World): readonly Hit[] {
  const identifier = row.certificate_source_id
  if (!stock || identifier === null) return []
  const { verdict } = inspectIdentifier(identifier, standard.identifierRoot)
  return verdict === 'valid' || verdict === 'legacy-check'
    ? []
    : [{ field: 'certificate_source_id', value: identifier }]
}

function stockHolder({ row, stock }: Row): readonly Hit[] {
  if (!stock) return []
  const value = row.certificate_holder_code
  const checked = checkHolderCode(row.certificate_holder_type, value)
  if (checked.verdict === 'fault') return [{ field: 'certificate_holder_code', value, rule: checked.text }]
  return checked.code === value ? [] : [{ field: 'certificate_holder_code', value, suggestion: checked.code }]
}

/** Whether an identifier names another office as its issuer: whatever was sent about it before, it is not the sender's. */
const issuedElsewhere = (identifier: string, { caller, standard }: World): boolean => {
  const { parts } = inspectIdentifier(identifier, standard.identifierRoot)
  return parts !== undefined && parts.issuerCode !== caller.officeCode
}

/** A licence of the sender's: one that the store holds, or one whose metadata it has returned to the sender. */
const unknownLicence = (subject: Subject, world: World): readonly Hit[] => {
  const { register, caller } = world
  const { subject: about } = subject.record
  const known = licenceOf(register, about, caller.officeCode)
  const isOwn = known
    ? known.officeCode === caller.officeCode
    : register.open.has(about) && !issuedElsewhere(about, world)
  return isOwn ? [] : [{ field: null, value: about }]
}

const LICENCE_KNOWN = words(
  '记录所指的证照须是本机构已归集的证照',
  'the record is about a licence of this office that the store holds',
)

const CATALOGUE_RULES: readonly ScreeningRule[] = [
  screeningRule(
    'catalogue-differs',
    'catalogue',
    words(
      '目录数据须与国家库中同一证照的数据一致',
      'the catalogue row says what the store holds of its licence',
    ),
    differing,
  ),
  screeningRule(
    'office-other',
    'catalogue',
    words('目录数据所指的证照须是本机构的证照', 'the row is about a licence of the office that sends it'),
    ({ licence, record }, { caller }) =>
      licence && licence.officeCode !== caller.officeCode ? [{ field: null, value: record.subject }] : [],
  ),
  screeningRule(
    'region-other',
    'catalogue',
    words('行政区划须为本机构所在地', 'the region is that of the office that sends the record'),
    ({ row }, { caller }) =>
      row.certificate_area_code === caller.region
        ? []
        : [{ field: 'certificate_area_code', value: row.certificate_area_code, suggestion: caller.region }],
  ),
  screeningRule(
    'number-lent-elsewhere',
    'catalogue',
    words(
      '存量证照的编号不得出自借给其他工作站的号段',
      'stock has no number that is lent to another machine',
    ),
    stockNumber,
  ),
  screeningRule(
    'number-twice',
    'catalogue',
    words('一个证照编号只属于一本证照', 'a number belongs to one licence'),
    stockTwice,
  ),
  screeningRule(
    'identifier-wrong',
    'catalogue',
    words('证照标识须符合 GB/T 36904', 'the identifier follows GB/T 36904'),
    stockIdentifier,
  ),
  screeningRule(
    'holder-code',
    'catalogue',
    words('持证主体代码须符合其代码类型的规则', 'the code of the holder follows the rules of its type'),
    stockHolder,
  ),
  screeningRule(
    'dates-contradict',
    'catalogue',
    words('颁发日期不得晚于记录当日', 'the date of issue is not after the day of the record'),
    ({ row, record }) =>
      row.issue_date > civilDateOf(record.at) ? [{ field: 'issue_date', value: row.issue_date }] : [],
  ),
]

const OTHER_RULES: readonly ScreeningRule[] = [
  screeningRule('licence-unknown', 'item-data', LICENCE_KNOWN, unknownLicence),
  screeningRule('licence-unknown', 'seal-use', LICENCE_KNOWN, unknownLicence),
  screeningRule('licence-unknown', 'status', LICENCE_KNOWN, unknownLicence),
  screeningRule(
    'seal-digest-differs',
    'seal-use',
    words('用印记录的文件摘要须与电子证照文件一致', 'the digest that was sealed is that of the licence file'),
    ({ record, payload }, { register }) => {
      const file = register.licences.get(record.subject)?.fileSha256
      return file === undefined || file === payload.documentDigest
        ? []
        : [{ field: 'documentDigest', value: payload.documentDigest, suggestion: file }]
    },
  ),
]

export const RULES_OF_OTHER_RECORDS: readonly ScreeningRule[] = [...CATALOGUE_RULES, ...OTHER_RULES]
