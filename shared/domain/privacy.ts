import { type Json } from '../kernel/canonical-json.ts'
import { type Application } from './application/application.ts'
import { inspectCitizenId } from './codes/citizen-id.ts'
import { type FieldDefinition, type FieldValue, type FieldValues, type KindDefinition } from './kinds/kind.ts'

const STAR = '*'

const keepEnds = (text: string, head: number, tail: number): string => {
  const signs = [...text]
  if (signs.length <= head + tail) return STAR.repeat(signs.length)
  return (
    signs.slice(0, head).join('') +
    STAR.repeat(signs.length - head - tail) +
    signs.slice(signs.length - tail).join('')
  )
}

/** `110***********002X`: three signs in front and four at the end tell two people apart at a counter, no more. Our default. */
export const maskIdNumber = (text: string): string => keepEnds(text, 3, 4)

/** `138****5678` */
export const maskPhone = (text: string): string => keepEnds(text, 3, 4)

/** `1990-**-**`; of what is no date yet (a draft as typed) the first four signs. */
const maskBirthDate = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text.slice(0, 4)}-**-**` : keepEnds(text, 4, 0)

/** District stays, the door does not. */
const maskAddress = (text: string): string => keepEnds(text, 6, 0)

/** Eighteen signs that stand alone, halves and full width alike: what a citizen's number looks like in running text. */
const ID_LIKE =
  /(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])[0-9０-９]{17}[0-9Xx０-９Ｘｘ](?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])/gu

/** A text in which every citizen's number is masked, wherever somebody typed it: in a name, a reason, a remark. */
export const withoutIdNumbers = (text: string): string =>
  text.replace(ID_LIKE, found =>
    ['valid', 'check-failed'].includes(inspectCitizenId(found).verdict) ? maskIdNumber(found) : found,
  )

/** The same in every text of a record. */
export function jsonWithoutIdNumbers(value: Json): Json {
  if (typeof value === 'string') return withoutIdNumbers(value)
  if (Array.isArray(value)) return value.map(item => jsonWithoutIdNumbers(item as Json))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, jsonWithoutIdNumbers(item as Json)]),
  )
}

function maskedText(personal: FieldDefinition['personal'], text: string): FieldValue {
  switch (personal) {
    case 'id-number':
      return maskIdNumber(text)
    case 'phone':
      return maskPhone(text)
    case 'birth-date':
      return maskBirthDate(text)
    case 'address':
      return maskAddress(text)
    case 'photo':
      return null
    default:
      return withoutIdNumbers(text)
  }
}

/**
 * A value as lists and screens show it. Names stay: the clerk calls people by them; numbers, addresses, birth dates and
 * pictures of persons do not, whatever type a draft or a file has given them.
 */
export function maskedValue(field: Pick<FieldDefinition, 'personal'>, value: FieldValue): FieldValue {
  const { personal } = field
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    const text = String(value)
    const masked = maskedText(personal, text)
    return masked === text ? value : masked
  }
  if (typeof value === 'string') return maskedText(personal, value)
  return personal === 'photo' ? null : value.map(item => String(maskedText(personal, item) ?? ''))
}

/** The values of a licence or an application, masked; what is no field of the kind is left out. */
export function maskedValues(kind: KindDefinition, values: FieldValues): FieldValues {
  const codeType = values['holderCodeTypeCode'] ?? kind.holderCodeTypes[0] ?? ''
  return Object.fromEntries(
    kind.fields
      .filter(f => values[f.id] !== undefined)
      .map(f => {
        const value = values[f.id] ?? null
        const isCode = f.id === 'holderCode' && f.personal === undefined && typeof value === 'string'
        return [f.id, isCode ? maskedHolderCode(String(codeType), value) : maskedValue(f, value)]
      }),
  )
}

/** Whether the holder's code is of an organisation (GB/T 36903 App. A: below 100). */
const isOrganisation = (codeType: string): boolean => codeType === '001' || codeType === '099'

/**
 * 统一社会信用代码 of a company is public; the number of a person's paper is not, and a citizen's number is masked even
 * where somebody has called it a company's.
 */
export const maskedHolderCode = (codeType: string, code: string): string =>
  isOrganisation(codeType) ? withoutIdNumbers(code) : maskIdNumber(code)

/** An application as lists show it: values masked, and no citizen's number in what people wrote about it. */
export const maskedApplication = (kind: KindDefinition, application: Application): Application => ({
  ...application,
  values: maskedValues(kind, application.values),
  decision: application.decision && {
    ...application.decision,
    reasons: application.decision.reasons.map(r => ({ ...r, text: withoutIdNumbers(r.text) })),
  },
})
