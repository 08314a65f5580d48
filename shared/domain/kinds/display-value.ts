import { chineseDate, parseCivilDate } from '../../kernel/instant.ts'
import { type Regions } from '../codes/region.ts'
import { codeLabel } from './code-text.ts'
import { type FieldDefinition, type FieldValue, type KindDefinition } from './kind.ts'

/** A licence without a last day, as faces and data say it. */
export const LONG_TERM_TEXT = '长期'

/**
 * A value in the words of the licence: labels for codes, 2026年3月1日, items joined with 、 behind the list's prefix, 是/否,
 * units, full names of regions. Empty for nothing; 长期 for a licence without a last day.
 */
export function displayValue(
  kind: Pick<KindDefinition, 'codeTables'>,
  field: FieldDefinition,
  value: FieldValue | undefined,
  regions?: Regions,
): string {
  if (value === null || value === undefined || value === '')
    return field.id === 'validTo' ? LONG_TERM_TEXT : ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return String(value)
  return typeof value === 'string'
    ? displayText(kind, field, value, regions)
    : displayList(kind, field, value)
}

function displayList(
  kind: Pick<KindDefinition, 'codeTables'>,
  field: FieldDefinition,
  items: readonly string[],
): string {
  const list = field.type.type === 'list' ? field.type : undefined
  return (list?.prefix ?? '') + items.map(item => codeLabel(kind, list?.table, item)).join('、')
}

function displayText(
  kind: Pick<KindDefinition, 'codeTables'>,
  field: FieldDefinition,
  value: string,
  regions: Regions | undefined,
): string {
  const { type } = field
  switch (type.type) {
    case 'date': {
      const date = parseCivilDate(value)
      return date ? chineseDate(date) : value
    }
    case 'code':
      return codeLabel(kind, type.table, value)
    case 'region':
      return regions?.lookup(value)?.fullName ?? value
    case 'decimal':
      return value + (type.unit ?? '')
    default:
      return value
  }
}
