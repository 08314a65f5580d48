import { describe, expect, it } from 'vitest'
import { cutPower, sweepCheckpoint } from './power-cut.ts'
import { PATIENCE, SCALE } from './random.ts'

describe('power cuts', () => {
  it(
    'lose no acknowledged transaction, leave none in part, and never stop opening',
    { timeout: PATIENCE },
    async () => {
      const result = await cutPower({ rounds: 60 * SCALE, seed: 20261123 })
      expect(result.harm).toEqual([])
      expect(result.commits).toBeGreaterThan(50)
      expect(result.cutsInRecovery).toBeGreaterThan(0)
    },
  )

  it.each([1, 7])('control: without every %s. fsync harm is found', async skipFsync => {
    const result = await cutPower({ rounds: 120, seed: 5, skipFsync, untilHarm: true })
    expect(result.harm).not.toEqual([])
  })

  it('at every operation of a checkpoint, also with page 1 torn, lose nothing', async () => {
    const result = await sweepCheckpoint(true)
    expect(result.harm).toEqual([])
    expect(result.cuts).toBeGreaterThan(10)
    expect(result.tornFirstPages).toBeGreaterThan(0)
  })

  it('control: without the rule for a torn page 1 the database refuses to open', async () => {
    const result = await sweepCheckpoint(false, true)
    expect(result.harm.join()).toMatch(/damaged \(page 1\)/)
  })
})
