import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LICENCE_STATUSES } from '../../../shared/domain/licence/licence.ts'
import { instantFromMillis } from '../../../shared/kernel/instant.ts'
import { inheritedStatus, mergedStatus, type StatusNow } from './merge-status.ts'

const status = fc.constantFrom(...LICENCE_STATUSES)
const since = fc.integer({ min: 0, max: 2_000_000_000_000 }).map(instantFromMillis)
const by = (who: 'counter' | 'store'): fc.Arbitrary<StatusNow> =>
  fc.record({ status, since, by: fc.constant(who) })
const any = fc.oneof(by('counter'), by('store'))

describe('the merging of statuses', () => {
  it('lets the store decide, always', () => {
    fc.assert(fc.property(any, by('store'), (now, event) => mergedStatus(now, event) === event))
  })

  it('lets no counter touch what the store decided against a licence', () => {
    fc.assert(
      fc.property(by('store'), by('counter'), (now, event) => {
        fc.pre(now.status !== 'valid')
        return mergedStatus(now, event) === null && inheritedStatus(now, event) === now
      }),
    )
  })

  it('never brings back a licence that has ended', () => {
    const ended = ['cancelled', 'withdrawn', 'revoked']
    fc.assert(
      fc.property(by('counter'), fc.array(by('counter'), { maxLength: 20 }), (now, events) => {
        fc.pre(ended.includes(now.status))
        const after = events.reduce((at, event) => mergedStatus(at, event) ?? at, now)
        return after.status === now.status || after.status === 'cancelled'
      }),
    )
  })

  it('takes the later of two decisions, and neither again', () => {
    const early = { status: 'suspended', since: instantFromMillis(1), by: 'counter' } as const
    const late = { status: 'valid', since: instantFromMillis(2), by: 'counter' } as const
    expect(mergedStatus(early, late)).toBe(late)
    expect(mergedStatus(late, early)).toBeNull()
    expect(mergedStatus({ ...late, status: 'superseded' }, { ...late, status: 'suspended' })).toBeNull()
    expect(mergedStatus({ ...late, status: 'superseded' }, { ...early, status: 'revoked' })).toMatchObject({
      status: 'revoked',
    })
    expect(inheritedStatus(early, late)).toBe(late)
    expect(inheritedStatus(undefined, late)).toBe(late)
  })
})
