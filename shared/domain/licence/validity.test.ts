import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CivilDate } from '../../kernel/instant.ts'
import { BUILTIN_KINDS } from '../kinds/registry.ts'
import { renewalWindow, validityOf } from './validity.ts'

const day = (text: string) => text as CivilDate
const kind = (id: string) => BUILTIN_KINDS.find(k => k.id === id)!

describe('validity', () => {
  it('ends on the same calendar day, as the filling rules say', () => {
    expect(validityOf(kind('commercial-performance'), day('2026-03-01'))).toEqual({
      validFrom: '2026-03-01',
      validTo: '2028-03-01',
    })
    expect(validityOf(kind('network-culture'), day('2024-02-29')).validTo).toBe('2027-02-28')
    expect(validityOf(kind('travel-agency'), day('2026-03-01')).validTo).toBeNull()
  })
  it('ends a day before where the pack says so', () => {
    const { validity } = kind('entertainment')
    const other = { validity: { ...validity, endRule: 'day-before' as const } }
    expect(validityOf(other, day('2026-03-01')).validTo).toBe('2028-02-29')
  })
})

describe('the renewal window', () => {
  const guide = kind('tour-guide')
  it.each([
    ['2028-09-02', 'early'],
    ['2028-09-03', 'open'],
    ['2028-12-02', 'open'],
    ['2028-12-03', 'late'],
    ['2029-03-02', 'late'],
    ['2029-03-03', 'expired'],
  ])('on %s is %s', (today, state) => {
    expect(renewalWindow(guide, day('2029-03-02'), day(today))).toEqual({
      state,
      opens: '2028-09-03',
      closes: '2028-12-02',
    })
  })
  it('is none where nothing expires', () => {
    expect(renewalWindow(kind('travel-agency'), null, day('2026-01-01')).state).toBe('none')
    expect(renewalWindow(guide, null, day('2026-01-01')).state).toBe('none')
  })
  it('only goes forward as days pass', () => {
    const order = ['early', 'open', 'late', 'expired']
    fc.assert(
      fc.property(
        fc.constantFrom(...BUILTIN_KINDS.filter(k => k.validity.renewal)),
        fc.integer({ min: -400, max: 50 }),
        (k, n) => {
          const end = day('2029-03-02')
          const a = renewalWindow(k, end, addDays(end, n)).state
          const b = renewalWindow(k, end, addDays(end, n + 1)).state
          expect(order.indexOf(b)).toBeGreaterThanOrEqual(order.indexOf(a))
        },
      ),
    )
  })
})
