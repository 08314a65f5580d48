import { inspectIdentifier } from '../../../shared/domain/codes/certificate-identifier.ts'
import { checkFields } from '../../../shared/domain/kinds/check-fields.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { metadataOf } from '../../../shared/domain/licence/records.ts'
import { civilDateOf, parseCivilDate } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { numberKey } from '../records/register.ts'
import { screeningRule, type ScreeningRule } from './rule.ts'
import { textIn, type Hit, type Subject, type World } from './subject.ts'

type Told = Extract<Subject, { readonly type: 'licence-metadata' }>

const shortName = (kind: KindDefinition, field: string | null): string | null =>
  kind.fields.find(f => f.id === field)?.shortName ?? field

const previousOf = ({ told }: Told, { register }: World) =>
  register.licences.get(told.payload.previousIdentifier ?? '')

/** The faults that the counter would have found, by the counter's own checks and on the counter's own day. */
function kindFaults(subject: Told, world: World): readonly Hit[] {
  const { told, record } = subject
  const { kind, payload, values, unread } = told
  const previous = previousOf(subject, world)
  const findings = checkFields(kind, values, {
    regions: world.standard.regions,
    event: payload.event ?? (payload.version > 1 ? 'change' : 'new'),
    today: civilDateOf(record.at),
    ...(previous ? { previous: previous.values } : {}),
  })
  return [...unread, ...findings]
    .filter(finding => finding.severity === 'fault')
    .map(finding => {
      const field = shortName(kind, finding.field)
      return {
        code: finding.code,
        field,
        rule: finding.text,
        value: payload.fields[field ?? ''] ?? null,
        suggestion: finding.repair?.text.zh ?? null,
      }
    })
}

/** The paper's words must be those of the values. Fields of a newer standard pack, which are not known here, pass. */
function fieldsUnlikeValues({ told }: Told): readonly Hit[] {
  const { kind, payload, values } = told
  if (!payload.values) return []
  const expected = new Map(metadataOf(kind, { values }))
  return kind.fields.flatMap(({ shortName: field }) => {
    const said = payload.fields[field] ?? ''
    const should = expected.get(field) ?? ''
    return said === should ? [] : [{ field, value: said, suggestion: should }]
  })
}

function identifierFaults(subject: Told, { caller, standard }: World): readonly Hit[] {
  const { told, record } = subject
  const identifier = textIn(told.values, 'certIdentifier')
  if (identifier !== record.subject) return [{ field: 'ZZBS', value: identifier, suggestion: record.subject }]
  const { verdict, parts } = inspectIdentifier(identifier, standard.identifierRoot)
  const right =
    (verdict === 'valid' || verdict === 'legacy-check') &&
    parts?.typeCode === told.kind.typeCode &&
    parts.issuerCode === caller.officeCode
  return right ? [] : [{ field: 'ZZBS', value: identifier }]
}

/** A number belongs to one licence through all its versions. */
function numberTwice(subject: Told, world: World): readonly Hit[] {
  const number = textIn(subject.told.values, 'certNo')
  const owner = world.register.numbers.get(numberKey(subject.told.kind.id, number))
  return !owner || continues(subject, world) ? [] : [{ field: 'ZZBH', value: number }]
}

/** Whether this is the next version of the licence that has the number already. */
function continues(subject: Told, world: World): boolean {
  const { told } = subject
  const owner = world.register.numbers.get(numberKey(told.kind.id, textIn(told.values, 'certNo')))
  if (!owner || told.payload.version < 2) return false
  const previous = previousOf(subject, world)
  // Stock from before identifiers has none that could be named: there the number and the office say it.
  const stock = world.register.licences.get(owner.newest)?.identifier === null
  return previous
    ? previous.lineage === owner.lineage
    : told.payload.previousIdentifier === null && stock && owner.officeCode === world.caller.officeCode
}

function notLent(subject: Told, world: World): readonly Hit[] {
  if (continues(subject, world)) return []
  const number = textIn(subject.told.values, 'certNo')
  const place = world.register.lent.get(numberKey(subject.told.kind.id, number))
  const own =
    place?.workstationId === world.caller.workstationId &&
    (place.returnedNext === null || place.place < place.returnedNext)
  return own ? [] : [{ field: 'ZZBH', value: number }]
}

function datesContradict({ told, record }: Told): readonly Hit[] {
  const { values, kind } = told
  const day = (field: string) => parseCivilDate(textIn(values, field))
  const [issued, from, to] = [day('issueDate'), day('validFrom'), day('validTo')]
  const hit = (field: string, suggestion: string | null = null): Hit => ({
    field,
    value: told.payload.fields[field] ?? null,
    suggestion,
  })
  return [
    ...(issued === undefined || issued > civilDateOf(record.at)
      ? [hit('ZZBFRQ', civilDateOf(record.at))]
      : []),
    ...(from === undefined ? [hit('ZZYXQQSRQ', issued ?? null)] : []),
    ...(to !== undefined && from !== undefined && to < from ? [hit('ZZYXQJZRQ')] : []),
    ...(to === undefined && (kind.validity.termMonths !== null || textIn(values, 'validTo') !== '')
      ? [hit('ZZYXQJZRQ')]
      : []),
  ]
}

const TYPE = 'licence-metadata'

/** What the metadata of an issued licence must hold to, one after the other. */
export const METADATA_RULES: readonly ScreeningRule[] = [
  screeningRule(
    'kind-rules',
    TYPE,
    words('各字段须符合该类证照的填写规则', 'every field follows the rules of its kind of licence'),
    kindFaults,
  ),
  screeningRule(
    'fields-unlike-values',
    TYPE,
    words('证面文字须与所录数据一致', 'the words of the paper are those of the data'),
    fieldsUnlikeValues,
  ),
  screeningRule(
    'office-other',
    TYPE,
    words('颁发机构须为本机构', 'the issuer is the office that sends the record'),
    ({ told }, { caller }) =>
      textIn(told.values, 'issuerCode') === caller.officeCode
        ? []
        : [{ field: 'ZZBFJGDM', value: textIn(told.values, 'issuerCode'), suggestion: caller.officeCode }],
  ),
  screeningRule(
    'identifier-wrong',
    TYPE,
    words(
      '证照标识须符合 GB/T 36904，且类型、颁发机构与本证一致',
      'the identifier follows GB/T 36904 and names this type and this issuer',
    ),
    identifierFaults,
  ),
  screeningRule(
    'identifier-twice',
    TYPE,
    words('一个证照标识只属于一本证照', 'an identifier belongs to one licence'),
    ({ record }, { register }) =>
      register.licences.has(record.subject) ? [{ field: 'ZZBS', value: record.subject }] : [],
  ),
  screeningRule(
    'number-twice',
    TYPE,
    words('一个证照编号只属于一本证照', 'a number belongs to one licence'),
    numberTwice,
  ),
  screeningRule(
    'number-not-lent',
    TYPE,
    words('证照编号须出自借给本工作站的号段', 'the number comes from a block lent to this workstation'),
    notLent,
  ),
  screeningRule(
    'dates-contradict',
    TYPE,
    words(
      '颁发日期不得晚于记录当日，有效期须有起有止且先后相合',
      'the date of issue is not after the day of the record, and the term begins before it ends',
    ),
    datesContradict,
  ),
  screeningRule(
    'previous-unknown',
    TYPE,
    words(
      '关联证照标识须是本机构已归集的证照',
      'the version before is a licence of this office that the store holds',
    ),
    (subject, world) => {
      const named = subject.told.payload.previousIdentifier
      if (named === null) return []
      return previousOf(subject, world)?.officeCode === world.caller.officeCode
        ? []
        : [{ field: 'KZ_GLZZBS', value: named }]
    },
  ),
  screeningRule(
    'file-missing',
    TYPE,
    words('电子证照文件须先完整上传', 'the file of the licence is in the store, whole, before its metadata'),
    ({ told }, { register }) => {
      const { sha256 } = told.payload.file
      return register.files.has(sha256) ? [] : [{ field: 'file.sha256', value: sha256 }]
    },
  ),
]
