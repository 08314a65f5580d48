import { parseCivilDate } from '../../kernel/instant.ts'
import { checkCharacters } from './characters.ts'
import { type CheckContext } from './check-context.ts'
import { entryOf, tableOf } from './code-text.ts'
import { finding } from './common/rules.ts'
import { type FieldFinding } from './finding.ts'
import { type FieldDefinition, type FieldType, type FieldValue, type KindDefinition } from './kind.ts'
import { parseDateText } from './date-text.ts'

type Findings = readonly FieldFinding[]
type Of<T extends FieldType['type']> = Extract<FieldType, { type: T }>

const MAX_DECIMAL_DIGITS = 12

const fault = (
  field: FieldDefinition,
  code: string,
  zh: string,
  en: string,
  repair?: FieldFinding['repair'],
): FieldFinding =>
  finding(
    field.id,
    'fault',
    code,
    `${field.label.zh}${zh}，例如：${field.example}`,
    `${field.label.en}: ${en}, as in: ${field.example}`,
    repair,
  )

const lengthOf = (text: string): number => [...text].length

function checkText(field: FieldDefinition, type: Of<'text'>, value: FieldValue): Findings {
  if (typeof value !== 'string') return [fault(field, 'wrong-type', '应为文字', 'should be text')]
  if (lengthOf(value) > type.maxLength)
    return [
      fault(
        field,
        'too-long',
        `最多 ${type.maxLength} 个字，现有 ${lengthOf(value)} 个`,
        `has ${lengthOf(value)} characters, ${type.maxLength} at most`,
      ),
    ]
  return checkCharacters(field, value, { lines: type.multiline === true, whole: true })
}

function checkDate(field: FieldDefinition, value: FieldValue): Findings {
  if (typeof value === 'string' && parseCivilDate(value) !== undefined) return []
  const meant = typeof value === 'string' ? parseDateText(value) : undefined
  return [
    fault(
      field,
      'not-a-date',
      '不是日期，或没有这一天',
      'is not a day of the calendar',
      meant ? { value: meant, text: { zh: `改为 ${meant}`, en: `take ${meant}` } } : undefined,
    ),
  ]
}

function checkInteger(field: FieldDefinition, type: Of<'integer'>, value: FieldValue): Findings {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    return [fault(field, 'wrong-type', '应为整数', 'should be a whole number')]
  const low = type.min !== undefined && value < type.min
  const high = type.max !== undefined && value > type.max
  return low || high
    ? [
        fault(
          field,
          'out-of-range',
          `应在 ${type.min ?? '…'} 至 ${type.max ?? '…'} 之间`,
          `should be ${type.min ?? '…'} to ${type.max ?? '…'}`,
        ),
      ]
    : []
}

function checkDecimal(field: FieldDefinition, type: Of<'decimal'>, value: FieldValue): Findings {
  const m = typeof value === 'string' ? /^(-?\d+)(?:\.(\d+))?$/.exec(value) : null
  if (!m || (m[1] ?? '').length > MAX_DECIMAL_DIGITS)
    return [fault(field, 'wrong-type', '应为数字', 'should be a number')]
  if ((m[2] ?? '').length > type.scale)
    return [fault(field, 'too-precise', `最多 ${type.scale} 位小数`, `has ${type.scale} decimals at most`)]
  return type.min !== undefined && Number(value) < type.min
    ? [fault(field, 'out-of-range', `不得小于 ${type.min}`, `must not be below ${type.min}`)]
    : []
}

function checkCode(
  kind: KindDefinition,
  field: FieldDefinition,
  table: string | undefined,
  value: FieldValue,
): Findings {
  const rows = tableOf(kind, table)
  if (typeof value !== 'string' || !rows) return [fault(field, 'wrong-type', '应为代码', 'should be a code')]
  if (rows.entries.some(entry => entry.code === value)) return []
  const meant = entryOf(rows, value)
  const known = rows.entries
    .map(entry => entry.label.zh)
    .slice(0, 8)
    .join('、')
  return [
    fault(
      field,
      'not-in-table',
      `不在代码表中（${known}）`,
      'is not in the code table',
      meant
        ? { value: meant.code, text: { zh: `改为“${meant.label.zh}”`, en: `take "${meant.label.en}"` } }
        : undefined,
    ),
  ]
}

function checkList(
  kind: KindDefinition,
  field: FieldDefinition,
  type: Of<'list'>,
  value: FieldValue,
): Findings {
  if (!Array.isArray(value) || value.some(item => typeof item !== 'string'))
    return [fault(field, 'wrong-type', '应为一项或多项', 'should be a list')]
  const items = value as readonly string[]
  if (items.length > type.maxItems)
    return [fault(field, 'too-many-items', `最多 ${type.maxItems} 项`, `has ${type.maxItems} items at most`)]
  if (new Set(items).size !== items.length)
    return [fault(field, 'item-twice', '有重复的项', 'has an item twice')]
  const codes = (tableOf(kind, type.table)?.entries ?? []).map(entry => entry.code)
  return items.flatMap(item => {
    if (codes.includes(item)) return []
    if (!type.freeText) return checkCode(kind, field, type.table, item)
    if (item.trim() === '' || lengthOf(item) > type.maxLength)
      return [
        fault(
          field,
          'too-long',
          `的每项应为 1 至 ${type.maxLength} 个字`,
          `an item has 1 to ${type.maxLength} characters`,
        ),
      ]
    return checkCharacters(field, item)
  })
}

function checkRegion(field: FieldDefinition, value: FieldValue, context: CheckContext): Findings {
  const region =
    typeof value === 'string' && /^\d{6}$/.test(value) ? context.regions.lookup(value) : undefined
  if (!region)
    return [fault(field, 'unknown-region', '不是行政区划代码（GB/T 2260）', 'is no region of GB/T 2260')]
  return region.current
    ? []
    : [
        finding(
          field.id,
          'warning',
          'region-abolished',
          `${region.fullName}已撤销或更名，请核对`,
          `${region.fullName} has been abolished or renamed`,
        ),
      ]
}

/** Codes that are closed: no new licence and no renewal may have them; what a licence already has stays through a change. */
function checkClosed(
  kind: KindDefinition,
  field: FieldDefinition,
  value: FieldValue,
  context: CheckContext,
): Findings {
  if (context.stock === true || !('table' in field.type)) return []
  const closed = tableOf(kind, field.type.table)?.entries.filter(entry => entry.closedForNew) ?? []
  const before = context.previous?.[field.id]
  const held = context.event !== 'new' && context.event !== 'renew'
  return (Array.isArray(value) ? (value as readonly string[]) : [value]).flatMap(item => {
    const entry = closed.find(row => row.code === item)
    if (!entry) return []
    const kept =
      held &&
      (before === undefined || (Array.isArray(before) ? before.includes(entry.code) : before === entry.code))
    if (kept) return []
    return [
      finding(
        field.id,
        'fault',
        'closed-for-new',
        `“${entry.label.zh}”已不再受理${context.event === 'renew' ? '延续' : ''}，已发证照有效期内仍可使用，请删去该项`,
        `"${entry.label.en}" is no longer licensed${context.event === 'renew' ? ' nor renewed' : ''}; licences already issued stand until they end: take it out`,
      ),
    ]
  })
}

function checkShape(
  kind: KindDefinition,
  field: FieldDefinition,
  value: FieldValue,
  context: CheckContext,
): Findings {
  const { type } = field
  switch (type.type) {
    case 'text':
      return checkText(field, type, value)
    case 'date':
      return checkDate(field, value)
    case 'integer':
      return checkInteger(field, type, value)
    case 'decimal':
      return checkDecimal(field, type, value)
    case 'boolean':
      return typeof value === 'boolean'
        ? []
        : [fault(field, 'wrong-type', '应为“是”或“否”', 'should be yes or no')]
    case 'code':
      return checkCode(kind, field, type.table, value)
    case 'list':
      return checkList(kind, field, type, value)
    case 'region':
      return checkRegion(field, value, context)
    case 'photo':
      return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
        ? []
        : [fault(field, 'wrong-type', '应为照片', 'should be a picture')]
  }
}

/** Whether one value is what its field may hold. */
export function checkType(
  kind: KindDefinition,
  field: FieldDefinition,
  value: FieldValue,
  context: CheckContext,
): Findings {
  const shape = checkShape(kind, field, value, context)
  return shape.some(f => f.severity === 'fault')
    ? shape
    : [...shape, ...checkClosed(kind, field, value, context)]
}
