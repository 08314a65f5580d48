import { appError, type AppError } from '../../kernel/app-error.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { words } from '../../kernel/words.ts'
import { normaliseCode, toHalfWidth } from '../codes/half-width.ts'
import { type Regions } from '../codes/region.ts'
import { normaliseNumber } from '../numbering/number.ts'
import { entryOf, splitItems, tableOf } from './code-text.ts'
import { dateFromSerial, parseDateText } from './date-text.ts'
import { type FieldDefinition, type FieldType, type FieldValue, type KindDefinition } from './kind.ts'

/** What a form or a file hands in. `serial` is a spreadsheet's day. */
export type RawValue = string | number | boolean | null | readonly string[] | { readonly serial: number }

export type NormaliseError = AppError<'value-unreadable'>

/** More than any field holds; a longer text is refused before it is looked at. */
const MAX_RAW = 20_000
const MAX_ITEMS = 1000
const EMPTY = /^(?:|[-—–/]{1,3}|※+|n\/a|null)$/i
const NO_END = /^(?:长期|长期有效|永久|永久有效|无固定期限|无期限)$/

const unreadable = (field: FieldDefinition, zh: string, en: string): Result<never, NormaliseError> =>
  err(
    appError(
      'value-unreadable',
      words(
        `${field.label.zh}${zh}，例如：${field.example}`,
        `${field.label.en}: ${en}, as in: ${field.example}`,
      ),
      {
        data: { field: field.id },
      },
    ),
  )

type Reader<T extends FieldType['type']> = (
  input: string,
  field: FieldDefinition,
  type: Extract<FieldType, { type: T }>,
  context: { readonly kind: KindDefinition; readonly regions: Regions | undefined },
) => Result<FieldValue, NormaliseError>

const readText: Reader<'text'> = (input, field, type, { kind }) => {
  if (field.id === 'holderCode' || field.id === 'issuerCode' || field.id === 'certIdentifier')
    return ok(normaliseCode(input))
  if (field.id === 'certNo') return ok(normaliseNumber(kind.id, input))
  const lines = input.replace(/\r\n?/g, '\n').trim()
  return ok(type.multiline ? lines : lines.replace(/[ \t]*\n[ \t]*/g, ''))
}

const readDate: Reader<'date'> = (input, field) => {
  if (NO_END.test(input.trim()) && field.obligation !== 'mandatory') return ok(null)
  const date = parseDateText(input)
  return date ? ok(date) : unreadable(field, '不是日期，或没有这一天', 'is not a day of the calendar')
}

const readInteger: Reader<'integer'> = (input, field) => {
  const plain = toHalfWidth(input)
    .replace(/[\s,]/g, '')
    .replace(/(?:人|名|个|座|席|年|年度)$/u, '')
  const m = /^(-?\d{1,15})(?:\.0+)?$/.exec(plain)
  return m ? ok(Number(m[1])) : unreadable(field, '应为整数', 'should be a whole number')
}

const readDecimal: Reader<'decimal'> = (input, field) => {
  const plain = toHalfWidth(input)
    .replace(/[\s,]/g, '')
    .replace(/(?:㎡|m2|m²|平方米|平米|平方)$/iu, '')
  const m = /^(\d{1,12})(?:\.(\d{0,12}))?$/.exec(plain)
  if (!m) return unreadable(field, '应为数字', 'should be a number')
  const whole = (m[1] ?? '').replace(/^0+(?=\d)/, '')
  const rest = (m[2] ?? '').replace(/0+$/, '')
  return ok(rest === '' ? whole : `${whole}.${rest}`)
}

const readBoolean: Reader<'boolean'> = (input, field) => {
  const plain = toHalfWidth(input).trim().toLowerCase()
  if (/^(?:是|有|√|✓|对|y|yes|true|1)$/.test(plain)) return ok(true)
  if (/^(?:否|无|没有|×|✗|x|不是|n|no|false|0)$/.test(plain)) return ok(false)
  return unreadable(field, '应为“是”或“否”', 'should be yes or no')
}

const readCode: Reader<'code'> = (input, field, type, { kind }) => {
  const table = tableOf(kind, type.table)
  const entry = table && entryOf(table, input)
  if (entry) return ok(entry.code)
  const known = (table?.entries ?? []).map(row => row.label.zh).slice(0, 8)
  return unreadable(
    field,
    `“${clip(input)}”不在代码表中（${known.join('、')}）`,
    `"${clip(input)}" is not in the code table`,
  )
}

const readList: Reader<'list'> = (input, field, type, context) => {
  const prefix = type.prefix ?? ''
  const bare = input.trim()
  const text = prefix !== '' && bare.startsWith(prefix) ? bare.slice(prefix.length) : bare
  return readItems(
    splitItems(text.replace(/[。.；;]$/u, ''), tableOf(context.kind, type.table)),
    field,
    type,
    context.kind,
  )
}

function readItems(
  items: readonly string[],
  field: FieldDefinition,
  type: Extract<FieldType, { type: 'list' }>,
  kind: KindDefinition,
): Result<FieldValue, NormaliseError> {
  const table = tableOf(kind, type.table)
  const out: string[] = []
  for (const item of items.map(text => text.trim()).filter(text => text !== '')) {
    const entry = table && entryOf(table, item)
    if (!entry && !type.freeText)
      return unreadable(field, `“${clip(item)}”不在代码表中`, `"${clip(item)}" is not in the code table`)
    const value = entry?.code ?? item
    if (!out.includes(value)) out.push(value)
  }
  return ok(out.length === 0 ? null : out)
}

const readRegion: Reader<'region'> = (input, field, _type, { regions }) => {
  const digits = toHalfWidth(input).replace(/\s/g, '')
  if (/^\d{12}$/.test(digits) && digits.endsWith('000000')) return ok(digits.slice(0, 6))
  if (/^\d{6}$/.test(digits)) return ok(digits)
  const found = regions?.find(input.trim()) ?? []
  const [only] = found
  if (found.length === 1 && only) return ok(only.code)
  return found.length > 1
    ? unreadable(
        field,
        `“${clip(input)}”有多处，请写全称`,
        `"${clip(input)}" is more than one place: give its full name`,
      )
    : unreadable(field, '应为六位行政区划代码或地名全称', 'should be a six-digit region code or a full name')
}

const readPhoto: Reader<'photo'> = (input, field) =>
  /^sha256:[0-9a-f]{64}$/.test(input.trim())
    ? ok(input.trim())
    : unreadable(field, '应为照片文件', 'should be a picture file')

const clip = (text: string): string => [...text.trim()].slice(0, 30).join('')

function readAs(
  field: FieldDefinition,
  input: string,
  context: Parameters<Reader<'text'>>[3],
): Result<FieldValue, NormaliseError> {
  const { type } = field
  switch (type.type) {
    case 'text':
      return readText(input, field, type, context)
    case 'date':
      return readDate(input, field, type, context)
    case 'integer':
      return readInteger(input, field, type, context)
    case 'decimal':
      return readDecimal(input, field, type, context)
    case 'boolean':
      return readBoolean(input, field, type, context)
    case 'code':
      return readCode(input, field, type, context)
    case 'list':
      return readList(input, field, type, context)
    case 'region':
      return readRegion(input, field, type, context)
    case 'photo':
      return readPhoto(input, field, type, context)
  }
}

/** A number of a cell: a serial where the field is a day, else its digits. Numbers past 15 digits have lost their end. */
function textOfNumber(field: FieldDefinition, value: number): Result<string, NormaliseError> {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15)
    return unreadable(
      field,
      '的长号码已被表格软件改成数值，末位已丢失，请按文本重新填写',
      'a long number has lost its last digits: enter it as text',
    )
  return ok(String(value))
}

/**
 * Turns what was typed or imported into a field's value: dates in any usual form, labels and synonyms into codes, lists parted,
 * full-width digits, units and thousands marks off. Null means nothing was given. What a value may be is for `checkFields`.
 */
export function normaliseValue(
  kind: KindDefinition,
  field: FieldDefinition,
  raw: RawValue,
  regions?: Regions,
): Result<FieldValue, NormaliseError> {
  if (raw === null) return ok(null)
  if (typeof raw === 'object') {
    return 'serial' in raw ? ofSerial(kind, field, raw.serial) : ofItems(kind, field, raw, regions)
  }
  if (typeof raw === 'boolean' && field.type.type === 'boolean') return ok(raw)
  const input = typeof raw === 'number' ? textOfNumber(field, raw) : ok(String(raw))
  if (!input.ok) return input
  if (input.value.length > MAX_RAW) return unreadable(field, '内容过长', 'is too long')
  if (EMPTY.test(toHalfWidth(input.value).trim())) return ok(null)
  return readAs(field, input.value, { kind, regions })
}

/** A spreadsheet's day; in a field that is no day it is taken for the number that it is. */
function ofSerial(
  kind: KindDefinition,
  field: FieldDefinition,
  serial: number,
): Result<FieldValue, NormaliseError> {
  if (field.type.type !== 'date') return normaliseValue(kind, field, serial)
  const date = dateFromSerial(serial)
  return date ? ok(date) : unreadable(field, '不是日期', 'is not a day')
}

function ofItems(
  kind: KindDefinition,
  field: FieldDefinition,
  items: readonly string[],
  regions: Regions | undefined,
): Result<FieldValue, NormaliseError> {
  if (items.length > MAX_ITEMS || items.some(item => item.length > MAX_RAW))
    return unreadable(field, '内容过长', 'is too long')
  return field.type.type === 'list'
    ? readItems(items, field, field.type, kind)
    : normaliseValue(kind, field, items.join('、'), regions)
}
