import { tableOf } from '../../shared/domain/kinds/code-text.ts'
import { type FieldDefinition, type FieldValue, type KindDefinition } from '../../shared/domain/kinds/kind.ts'
import { type CivilDate, daysBetween } from '../../shared/kernel/instant.ts'
import { type Random } from './random.ts'
import { regions } from './vocabulary.ts'

/** A cell as a file is to hold it; `date`, `error` and `formula` only where the format has such cells. */
export type CellOut =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly date: string; readonly long?: boolean }
  | { readonly error: string }
  | { readonly formula: string }

export type FileFormat = 'xlsx' | 'csv' | 'gb18030' | 'json'

interface Spelling {
  readonly kind: KindDefinition
  readonly random: Random
  readonly format: FileFormat
}

/** Digits, letters and stops as a Chinese input method leaves them. */
export const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Za-z.-]/g, c => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))

/** Days of the 1900 system. */
export const serialOf = (date: string): number => daysBetween('1899-12-30' as CivilDate, date as CivilDate)

function spellDate(date: string, { random, format }: Spelling): CellOut {
  const [y = '', m = '', d = ''] = date.split('-')
  const [month, day] = [String(Number(m)), String(Number(d))]
  const texts = [
    `${y}年${month}月${day}日`,
    `${y}年${m}月${d}日`,
    `${y}-${month}-${day}`,
    date,
    `${y}/${month}/${day}`,
    `${y}.${month}.${day}`,
    `${y}${m}${d}`,
    `${y} 年 ${month} 月 ${day} 日`,
    fullWidth(`${y}年${month}月${day}日`),
    `${date} 00:00:00`,
    String(serialOf(date)),
  ]
  if (format === 'json') return random.pick([...texts, `${date}T00:00:00.000Z`, serialOf(date)])
  if (format !== 'xlsx') return random.pick(texts)
  return random.pick<CellOut>([...texts, { date }, { date }, { date, long: true }, serialOf(date)])
}

/** A separator within a label would part it, so that only whole entries are joined by it. */
function spellList(items: readonly string[], field: FieldDefinition, by: Spelling): CellOut {
  const { random, format, kind } = by
  const type = field.type.type === 'list' ? field.type : undefined
  const table = tableOf(kind, type?.table)
  const words = items.map(item => {
    const entry = table?.entries.find(row => row.code === item)
    return entry ? random.pick([entry.label.zh, entry.label.zh, ...(entry.synonyms ?? [])]) : item
  })
  if (format === 'json' && random.chance(0.5)) return words
  const text = words.join(random.pick(['、', '、', '；', '，', ';', ',', '\n', '、 ']))
  const prefix = type?.prefix !== undefined && random.chance(0.4) ? type.prefix : ''
  return `${prefix}${text}${prefix !== '' && random.chance(0.5) ? '。' : ''}`
}

const thousands = (text: string): string => {
  const [whole = '', rest] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? grouped : `${grouped}.${rest}`
}

function spellDecimal(value: string, { random, format }: Spelling): CellOut {
  const texts = [
    value,
    `${value}㎡`,
    `${value}平方米`,
    `${value} m²`,
    `${thousands(value)}平米`,
    fullWidth(value),
  ]
  if (!value.includes('.')) texts.push(`${value}.00`)
  return format === 'xlsx' || format === 'json' ? random.pick([...texts, Number(value)]) : random.pick(texts)
}

const COUNT_UNITS: Readonly<Record<string, readonly string[]>> = {
  capacity: ['人', '名'],
  staffCount: ['人', '名'],
  seatCount: ['座', '个', '席'],
  examYear: ['年', '年度'],
}

function spellInteger(value: number, field: FieldDefinition, { random, format }: Spelling): CellOut {
  const units = COUNT_UNITS[field.id] ?? []
  const texts = [String(value), fullWidth(String(value)), ...units.map(unit => `${value}${unit}`)]
  return format === 'xlsx' || format === 'json' ? random.pick([...texts, value, value]) : random.pick(texts)
}

function spellBoolean(value: boolean, { random, format }: Spelling): CellOut {
  const texts = value ? ['是', '有', '√', 'Y', '是'] : ['否', '无', '×', 'N', '否']
  return format === 'json' ? random.pick([...texts, value]) : random.pick(texts)
}

function spellCode(value: string, table: string, { kind, random, format }: Spelling): CellOut {
  const entry = tableOf(kind, table)?.entries.find(row => row.code === value)
  if (!entry) throw new Error(`${kind.id}: ${table} has no ${value}`)
  const texts = [entry.label.zh, entry.label.zh, ...(entry.synonyms ?? [])]
  // Codes and English labels come out of other programs, not off a counter's keyboard.
  return random.pick(format === 'json' ? [...texts, entry.label.en, entry.code] : texts)
}

function spellRegion(value: string, { random, format }: Spelling): CellOut {
  const texts = [value, value.padEnd(12, '0'), regions.lookup(value)?.fullName ?? value]
  return format === 'xlsx' || format === 'json' ? random.pick([...texts, Number(value)]) : random.pick(texts)
}

/** Codes come with blanks, small letters and full-width digits; the spreadsheet trick ="…" keeps long digits in a csv. */
function spellHolderCode(value: string, { random, format }: Spelling): string {
  const grouped = `${value.slice(0, 6)} ${value.slice(6, 14)} ${value.slice(14)}`.trim()
  const texts = [value, value, value, value.toLowerCase(), fullWidth(value), ` ${value} `, grouped]
  if (format === 'csv' || format === 'gb18030') texts.push(`="${value}"`)
  return random.pick(texts)
}

function spellText(value: string, field: FieldDefinition, by: Spelling): string {
  if (field.id === 'holderCode') return spellHolderCode(value, by)
  return by.random.chance(0.1) ? ` ${value}　` : value
}

/** Writes a field's value as a clerk might: another way each time, always meaning the same. Null where there is nothing. */
export function spell(field: FieldDefinition, value: FieldValue | undefined, by: Spelling): CellOut {
  if (value === undefined || value === null)
    return by.random.chance(0.1) ? by.random.pick(['—', '/', '']) : null
  const { type } = field
  switch (type.type) {
    case 'date':
      return spellDate(String(value), by)
    case 'list':
      return spellList(Array.isArray(value) ? (value as readonly string[]) : [String(value)], field, by)
    case 'decimal':
      return spellDecimal(String(value), by)
    case 'integer':
      return spellInteger(Number(value), field, by)
    case 'boolean':
      return spellBoolean(value === true, by)
    case 'code':
      return spellCode(String(value), type.table, by)
    case 'region':
      return spellRegion(String(value), by)
    default:
      return spellText(String(value), field, by)
  }
}
