import { expect, it } from 'vitest'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { dayAfter, weekdayOf, weeksAround } from './month.ts'

const day = (text: string) => text as CivilDate

it('lays out six weeks from Monday', () => {
  const weeks = weeksAround(day('2026-03-15'))
  expect(weeks).toHaveLength(6)
  expect([weeks[0]?.[0], weeks[0]?.[6], weeks[5]?.[6]]).toEqual(['2026-02-23', '2026-03-01', '2026-04-05'])
  expect(weeks.every(week => weekdayOf(week[0]!) === 0)).toBe(true)
})

it('moves by day, week, month and year, and ends a short month at its last day', () => {
  const moves = [
    ['ArrowRight', false, '2026-03-01'],
    ['ArrowUp', false, '2026-02-21'],
    ['Home', false, '2026-02-23'],
    ['End', false, '2026-03-01'],
    ['PageUp', false, '2026-01-28'],
    ['PageDown', true, '2027-02-28'],
  ] as const
  for (const [key, shift, to] of moves)
    expect([key, dayAfter(key, shift, day('2026-02-28'))]).toEqual([key, to])
  expect(dayAfter('PageDown', false, day('2026-01-31'))).toBe('2026-02-28')
  expect(dayAfter('x', false, day('2026-01-31'))).toBeUndefined()
})
