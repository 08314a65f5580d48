import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type ReturnReason } from '../../../shared/protocol/records.ts'
import { licenceOf } from '../records/register.ts'
import { METADATA_RULES } from './metadata-rules.ts'
import { RULES_OF_OTHER_RECORDS } from './other-rules.ts'
import { readPayload, type Content, type Read } from './payloads.ts'
import { type ScreeningRule } from './rule.ts'
import { kindOfTypeCode, toldLicence, type Hit, type Subject, type World } from './subject.ts'

/** Every rule by which the store screens what it is sent. */
export const SCREENING_RULES: readonly ScreeningRule[] = [...METADATA_RULES, ...RULES_OF_OTHER_RECORDS]

const UNREADABLE = {
  id: 'payload-unreadable',
  rule: words('记录内容须符合数据格式', 'the record has the form of its type'),
}
const KIND_UNKNOWN = {
  id: 'kind-unknown',
  rule: words('证照类型代码须在标准包中', 'the type code is one of the standard pack'),
}
const CORRECTS_UNKNOWN = {
  id: 'corrects-unknown',
  rule: words(
    '更正记录须指明一条被退回、尚未更正的同类记录',
    'a correction names a record of its type that was returned and not yet corrected',
  ),
}

const LIMITS = { reasons: 20, text: 1_000, words: 2_000, field: 64 } as const

/** What may have been cut in the middle of a character, or came with what no database keeps. */
const keepable = (text: string): string => text.replace(/\p{Surrogate}|\0/gu, '\ufffd')

const clip = (text: string | null | undefined, most: number): string | null =>
  text === null || text === undefined ? null : keepable(text.slice(0, most))

const reason = ({ id, rule }: Pick<ScreeningRule, 'id' | 'rule'>, hit: Hit): ReturnReason => ({
  code: hit.code ?? id,
  field: clip(hit.field, LIMITS.field),
  rule: {
    zh: keepable((hit.rule ?? rule).zh.slice(0, LIMITS.words)),
    en: keepable((hit.rule ?? rule).en.slice(0, LIMITS.words)),
  },
  value: clip(hit.value, LIMITS.text),
  suggestion: clip(hit.suggestion, LIMITS.text),
})

export type Screened =
  | { readonly accepted: true; readonly subject: Subject }
  | { readonly accepted: false; readonly reasons: readonly ReturnReason[] }

const returned = (reasons: readonly ReturnReason[]): Screened => ({ accepted: false, reasons })

function subjectOf(record: OutboxRecord, content: Content, world: World): Subject | ReturnReason {
  const common = { record, corrects: content.payload.corrects ?? null }
  switch (content.type) {
    case 'licence-metadata': {
      const { payload } = content
      const kind = kindOfTypeCode(world.standard, payload.fields['ZZLXDM'] ?? '')
      if (!kind) return reason(KIND_UNKNOWN, { field: 'ZZLXDM', value: payload.fields['ZZLXDM'] ?? null })
      return { ...common, type: content.type, told: toldLicence(world.standard, kind, payload) }
    }
    case 'catalogue': {
      const row = content.payload
      const value = row.certificate_type_code
      const kind = kindOfTypeCode(world.standard, value)
      if (!kind) return reason(KIND_UNKNOWN, { field: 'certificate_type_code', value })
      const licence = licenceOf(world.register, record.subject, world.caller.officeCode)
      const stock = licence ? licence.origin === 'stock' : !world.register.open.has(record.subject)
      return { ...common, type: content.type, row, kind, licence, stock }
    }
    default:
      return { ...common, ...content }
  }
}

function correctionFault({ corrects, record }: Subject, { register }: World): ReturnReason | undefined {
  if (corrects === null) return undefined
  const sent = register.sent.get(corrects)
  return sent?.verdict === 'returned' && sent.correctedBy === null && sent.type === record.type
    ? undefined
    : reason(CORRECTS_UNKNOWN, { field: 'corrects', value: corrects })
}

/** Whether the store takes a record over, by everything that it knows at that moment; if not, every reason. */
export function screen(record: OutboxRecord, world: World, read: Read = readPayload(record)): Screened {
  if (!read.read) return returned([reason(UNREADABLE, { field: read.path || null, value: read.problem })])
  const subject = subjectOf(record, read.content, world)
  if ('code' in subject) return returned([subject])
  const fault = correctionFault(subject, world)
  const reasons = SCREENING_RULES.filter(({ type }) => type === record.type).flatMap(rule =>
    rule.check(subject, world).map(hit => reason(rule, hit)),
  )
  const all = fault ? [fault, ...reasons] : reasons
  return all.length === 0 ? { accepted: true, subject } : returned(all.slice(0, LIMITS.reasons))
}
