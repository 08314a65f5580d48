import { addDays, civilDate, type CivilDate } from '../../kernel/instant.ts'
import { toHalfWidth } from '../codes/half-width.ts'

/** Day 1 of the 1900 system is 1 January 1900, and its day 60 never was. */
const SERIAL_ORIGIN = '1899-12-30' as CivilDate
const MAX_SERIAL = 2_958_465

/** The day of an Excel serial number (1900 system, time of day dropped); undefined outside the system. */
export function dateFromSerial(serial: number): CivilDate | undefined {
  const day = Math.floor(serial)
  if (!(day >= 1) || day > MAX_SERIAL || day === 60) return undefined
  return addDays(SERIAL_ORIGIN, day < 60 ? day + 1 : day)
}

const PATTERNS = [
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]

/**
 * Reads a day as clerks write it: 2023年3月1日, 2023-3-1, 2023/3/1, 2023.3.1, 20230301, with or without a time behind it,
 * or the five digits of a spreadsheet's serial number. Undefined for anything else, and for days that do not exist.
 */
export function parseDateText(text: string): CivilDate | undefined {
  const plain = toHalfWidth(text)
    .trim()
    .replace(/[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/, '')
    .replace(/\s/g, '')
  if (/^[2-7]\d{4}$/.test(plain)) return dateFromSerial(Number(plain))
  for (const pattern of PATTERNS) {
    const m = pattern.exec(plain)
    if (m) return civilDate(Number(m[1]), Number(m[2]), Number(m[3]))
  }
  return undefined
}
