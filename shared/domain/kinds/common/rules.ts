import { parseCivilDate, type CivilDate } from '../../../kernel/instant.ts'
import { words } from '../../../kernel/words.ts'
import { inspectCitizenId } from '../../codes/citizen-id.ts'
import { provinceOf } from '../../codes/region.ts'
import { type FieldFinding } from '../finding.ts'
import { type FieldValue, type FieldValues, type KindId, type LifeEvent } from '../kind.ts'

/** What a rule needs to know of the office. */
export interface RuleIssuer {
  /** GB/T 2260 of the office. */
  readonly region: string
  readonly level: 'ministry' | 'province' | 'city' | 'county'
}

export interface RuleContext {
  readonly event: LifeEvent
  readonly today: CivilDate
  readonly issuer?: RuleIssuer
  /** Values of the licence that is changed or renewed. */
  readonly previous?: FieldValues
}

/** What a kind knows beside its data: checks over several fields, and which facts choose its number block. */
export interface KindRules {
  readonly kind: KindId
  /** Codes that these rules name; a standard pack must keep them: table → codes. */
  readonly namedCodes: Readonly<Record<string, readonly string[]>>
  /** The facts that `selector` gives; the kind's `blockKeys` must be these. */
  readonly blockKeys: readonly string[]
  check(values: FieldValues, context: RuleContext): readonly FieldFinding[]
  /** Facts by the kind's `blockKeys`. */
  selector(values: FieldValues, issueDate: CivilDate, issuer: RuleIssuer): Readonly<Record<string, string>>
  /** Whether a change from one to the other needs a new number. */
  needsNewNumber(previous: FieldValues, next: FieldValues): boolean
}

export const finding = (
  field: string | null,
  severity: FieldFinding['severity'],
  code: string,
  zh: string,
  en: string,
  repair?: FieldFinding['repair'],
): FieldFinding => ({ field, severity, code, text: words(zh, en), ...(repair ? { repair } : {}) })

export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')

export const itemsOf = (value: FieldValue | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : []

export const never = (): boolean => false

/** Facts that several kinds use. */
export const yearOf = (date: CivilDate): string => date.slice(0, 4)
export const issuerProvince = (issuer: RuleIssuer): string => provinceOf(issuer.region)

/** Birth date and gender must be those in the citizen ID. */
export function personFindings(values: FieldValues): readonly FieldFinding[] {
  const type = textOf(values['holderCodeTypeCode'])
  const report = inspectCitizenId(textOf(values['holderCode']))
  if ((type !== '' && type !== '111') || report.verdict !== 'valid') return []
  const out: FieldFinding[] = []
  const birthDate = textOf(values['birthDate'])
  if (birthDate !== '' && report.birthDate !== undefined && birthDate !== report.birthDate)
    out.push(
      finding(
        'birthDate',
        'fault',
        'birth-date-unlike-id',
        '出生日期与身份证号中的不一致',
        'the date of birth is not the one in the ID number',
        {
          value: report.birthDate,
          text: words('改为身份证号中的出生日期', 'take the date of birth from the ID number'),
        },
      ),
    )
  const gender = textOf(values['gender'])
  if (gender !== '' && report.gender !== undefined && gender !== report.gender)
    out.push(
      finding(
        'gender',
        'fault',
        'gender-unlike-id',
        '性别与身份证号不一致',
        'the gender is not the one in the ID number',
        {
          value: report.gender,
          text: words('改为身份证号对应的性别', 'take the gender from the ID number'),
        },
      ),
    )
  return out
}

/** A day that has already been: not after today. */
export function notInFuture(
  values: FieldValues,
  today: CivilDate,
  fields: readonly (readonly [id: string, zh: string, en: string])[],
): readonly FieldFinding[] {
  return fields.flatMap(([id, zh, en]) => {
    const date = parseCivilDate(textOf(values[id]))
    return date !== undefined && date > today
      ? [finding(id, 'fault', 'in-future', `${zh}晚于今天`, `${en} is after today`)]
      : []
  })
}

/** A year of examination that has not come yet. */
export function examYearFindings(values: FieldValues, today: CivilDate): readonly FieldFinding[] {
  const year = values['examYear']
  return typeof year === 'number' && year > Number(yearOf(today))
    ? [
        finding(
          'examYear',
          'fault',
          'in-future',
          '考试年度晚于今年',
          'the year of examination is after this year',
        ),
      ]
    : []
}

/** Warns where the office's level is not the one that the statute names for such a licence. */
export function issuerLevelFinding(
  issuer: RuleIssuer | undefined,
  levels: readonly RuleIssuer['level'][],
  zh: string,
  en: string,
): readonly FieldFinding[] {
  return issuer && !levels.includes(issuer.level)
    ? [
        finding(
          null,
          'warning',
          'issuer-level',
          `此类许可${zh}，请确认本机构受委托办理`,
          `such a licence is issued by ${en}: make sure this office is delegated`,
        ),
      ]
    : []
}
