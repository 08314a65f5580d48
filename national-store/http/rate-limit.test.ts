import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

const one = { burst: 3, perSecond: 0.5 }
const allowances = { certificate: one, address: one, pairing: one }

describe('the rate limit', () => {
  it('lets a burst through, then as many as come back', () => {
    let now = 0
    const limit = createRateLimit(() => now, allowances)
    expect([1, 2, 3, 4].map(() => limit.take('address', 'a'))).toEqual([0, 0, 0, 2])
    expect(limit.take('address', 'b')).toBe(0)
    expect(limit.take('pairing', 'a')).toBe(0)
    now = 2_000
    expect([1, 2].map(() => limit.take('address', 'a'))).toEqual([0, 2])
    now = 1_000 // a clock that goes back gives nothing and takes nothing
    expect(limit.take('address', 'a')).toBe(2)
  })
  it('never lets more through than burst and time allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3_000 }), { maxLength: 60 }), pauses => {
        let now = 0
        let passed = 0
        const limit = createRateLimit(() => now, allowances)
        for (const pause of pauses) {
          now += pause
          if (limit.take('certificate', 'x') === 0) passed++
        }
        expect(passed).toBeLessThanOrEqual(one.burst + (now / 1000) * one.perSecond)
      }),
    )
  })
})
