import { addDays, addMonths, type CivilDate } from '../../../shared/kernel/instant.ts'

/** 0 is Monday, as weeks are counted here. */
export const weekdayOf = (day: CivilDate): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** Six weeks of days with the day's month in them; always six, so that nothing jumps. */
export function weeksAround(day: CivilDate): readonly (readonly CivilDate[])[] {
  const first = `${day.slice(0, 8)}01` as CivilDate
  const start = addDays(first, -weekdayOf(first))
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, n) => addDays(start, week * 7 + n)),
  )
}

/** Where a key leads, after the pattern for date grids; undefined for other keys. */
export function dayAfter(key: string, shift: boolean, day: CivilDate): CivilDate | undefined {
  const moves: Readonly<Record<string, () => CivilDate>> = {
    ArrowLeft: () => addDays(day, -1),
    ArrowRight: () => addDays(day, 1),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    Home: () => addDays(day, -weekdayOf(day)),
    End: () => addDays(day, 6 - weekdayOf(day)),
    PageUp: () => addMonths(day, shift ? -12 : -1),
    PageDown: () => addMonths(day, shift ? 12 : 1),
  }
  return moves[key]?.()
}
