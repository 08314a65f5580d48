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

/** `1990-**-**` */
const maskBirthDate = (text: string): string => text.replace(/^(\d{4})-\d{2}-\d{2}$/, '$1-**-**')

/** District stays, the door does not. */
const maskAddress = (text: string): string => keepEnds(text, 6, 0)

/**
 * A value as lists and screens show it. Names stay: the clerk calls people by them; numbers, addresses, birth dates and
 * pictures of persons do not.
 */
export function maskedValue(field: Pick<FieldDefinition, 'personal'>, value: FieldValue): FieldValue {
  if (typeof value !== 'string') return value
  switch (field.personal) {
    case 'id-number':
      return maskIdNumber(value)
    case 'phone':
      return maskPhone(value)
    case 'birth-date':
      return maskBirthDate(value)
    case 'address':
      return maskAddress(value)
    case 'photo':
      return null
    default:
      return value
  }
}

export function maskedValues(kind: KindDefinition, values: FieldValues): FieldValues {
  return Object.fromEntries(
    kind.fields
      .filter(f => values[f.id] !== undefined)
      .map(f => [f.id, maskedValue(f, values[f.id] ?? null)]),
  )
}

/** 统一社会信用代码 of a company is public; the number of a person's paper is not. */
export const maskedHolderCode = (codeType: string, code: string): string =>
  codeType === '001' || codeType === '099' ? code : maskIdNumber(code)
