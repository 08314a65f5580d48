import { type Brand } from './brand.ts'

/** A moment: ISO 8601 in UTC with milliseconds, `2026-03-01T01:02:03.004Z`. Sorts as text. */
export type Instant = Brand<string, 'Instant'>

/** A day of the calendar without a time: `2026-03-01`. Sorts as text. */
export type CivilDate = Brand<string, 'CivilDate'>

const DAY_MS = 86_400_000

/** China keeps one civil time, UTC+8 without summer time, for every office. */
const CHINA_OFFSET_MS = 8 * 3_600_000

export const instantFromMillis = (millis: number): Instant => new Date(millis).toISOString() as Instant

export const millisOf = (instant: Instant): number => Date.parse(instant)

/** The civil day in China at that moment. */
export const civilDateOf = (instant: Instant): CivilDate =>
  new Date(millisOf(instant) + CHINA_OFFSET_MS).toISOString().slice(0, 10) as CivilDate

/** The first moment of that day in China. */
export const startOfDay = (day: CivilDate): Instant =>
  instantFromMillis(Date.parse(`${day}T00:00:00Z`) - CHINA_OFFSET_MS)

/** The day, or undefined when no such day exists (2026-02-30). */
export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  const same = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return same ? (at.toISOString().slice(0, 10) as CivilDate) : undefined
}

export function parseCivilDate(text: string): CivilDate | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return m ? civilDate(Number(m[1]), Number(m[2]), Number(m[3])) : undefined
}

const utc = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`)

export const addDays = (date: CivilDate, days: number): CivilDate =>
  new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10) as CivilDate

/** Whole days from a to b; negative when b is earlier. */
export const daysBetween = (a: CivilDate, b: CivilDate): number => Math.round((utc(b) - utc(a)) / DAY_MS)

/** The same calendar day some years or months on; a day the month lacks becomes its last (29 Feb → 28 Feb). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  const index = y * 12 + (m - 1) + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  for (let day = d; day > 27; day--) {
    const found = civilDate(year, month, day)
    if (found) return found
  }
  return civilDate(year, month, d) as CivilDate
}

/** 2026年3月1日 */
export function chineseDate(date: CivilDate): string {
  const [y, m, d] = date.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
