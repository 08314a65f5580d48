import { expect, it } from 'vitest'
import { createIdleWatch } from './idle.ts'

it('touches at most every 30 seconds, and locks after the minutes', () => {
  let now = 0
  const acts: string[] = []
  const idle = createIdleWatch({
    now: () => now,
    touch: () => acts.push(`touch ${now}`),
    lock: () => acts.push(`lock ${now}`),
  })
  idle.begin()
  for (const at of [1_000, 29_999, 30_000, 31_000, 59_999, 60_000]) {
    now = at
    idle.active()
  }
  expect(acts).toEqual(['touch 30000', 'touch 60000'])
  now = 60_000 + 5 * 60_000 - 1
  idle.check(5)
  expect(acts).toHaveLength(2)
  now += 1
  idle.check(5)
  expect(acts.at(-1)).toBe('lock 360000')
  idle.begin()
  idle.check(5)
  expect(acts).toHaveLength(3)
})
