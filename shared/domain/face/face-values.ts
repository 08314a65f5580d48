import { chineseDate, parseCivilDate } from '../../kernel/instant.ts'
import { provinceName } from './province-names.ts'
import {
  type FieldDefinition,
  type FieldValue,
  type FieldValues,
  type KindDefinition,
} from '../kinds/kind.ts'
import { codeLabel } from '../kinds/code-text.ts'
import { LONG_TERM_TEXT } from '../kinds/display-value.ts'
import { hanDate } from './chinese-numerals.ts'
import { type FaceValues } from './face.ts'

export interface FaceValueOptions {
  /** Name of a GB/T 2260 code; the names of provinces are known without it. */
  readonly regionName?: (code: string) => string | undefined
}

/** Joins the items of a list on a face. */
const SEPARATOR = '、'

function dateText(value: FieldValue): string {
  const date = typeof value === 'string' ? parseCivilDate(value) : undefined
  return date ? chineseDate(date) : String(value)
}

type ListType = Extract<FieldDefinition['type'], { readonly type: 'list' }>

function listText(kind: KindDefinition, type: ListType, value: FieldValue): string {
  const items = (Array.isArray(value) ? value : [value]).map(item =>
    codeLabel(kind, type.table, String(item)),
  )
  return items.length === 0 ? '' : `${type.prefix ?? ''}${items.join(SEPARATOR)}`
}

const regionText = (code: string, options: FaceValueOptions): string =>
  options.regionName?.(code) ?? provinceName(code) ?? code

/** One value as the face shows it; empty for nothing. */
function display(
  kind: KindDefinition,
  { type }: FieldDefinition,
  value: FieldValue,
  options: FaceValueOptions,
): string {
  if (value === null || value === '') return ''
  switch (type.type) {
    case 'photo':
      return ''
    case 'date':
      return dateText(value)
    case 'boolean':
      return value === true || value === 'true' ? '是' : '否'
    case 'decimal':
      return `${String(value)}${type.unit ?? ''}`
    case 'code':
      return codeLabel(kind, type.table, String(value))
    case 'region':
      return regionText(String(value), options)
    case 'list':
      return listText(kind, type, value)
    case 'text':
    case 'integer':
      return String(value)
  }
}

/** `2026年3月1日至2029年3月1日`, or 长期 where there is no last day. */
function period(values: FieldValues): string {
  const [from, to] = [values['validFrom'], values['validTo']]
  if (!from) return ''
  return to ? `${dateText(from)}至${dateText(to)}` : LONG_TERM_TEXT
}

/**
 * The words that fill a face. Every field under its id, dates besides as `<id>.han` in Chinese numerals, and `validity`.
 * An empty field is an empty text; the face puts its own sign there.
 */
export function faceValues(
  kind: KindDefinition,
  values: FieldValues,
  options: FaceValueOptions = {},
): FaceValues {
  const out: Record<string, string> = {}
  for (const field of kind.fields) {
    const value = values[field.id] ?? null
    out[field.id] = display(kind, field, value, options)
    const date = field.type.type === 'date' && typeof value === 'string' ? parseCivilDate(value) : undefined
    if (date) out[`${field.id}.han`] = hanDate(date)
  }
  return { ...out, validity: period(values) }
}
