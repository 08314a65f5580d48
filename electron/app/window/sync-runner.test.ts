import { describe, expect, it } from 'vitest'
import { runSync, type RunnerPorts } from './sync-runner.ts'

type Open = NonNullable<ReturnType<RunnerPorts['workstation']>>

/** A runner whose looks are made by hand, over an engine that is noted. */
function bench() {
  const state = {
    now: Date.parse('2026-03-02T01:00:00.000Z'),
    waiting: 0,
    paired: true,
    trouble: null as string | null,
    nextTry: null as string | null,
    lastTry: null as string | null,
    drains: 0,
    stoppedSeen: false,
    release: undefined as (() => void) | undefined,
    hold: false,
    faults: [] as unknown[],
    fails: false,
    changes: 0,
  }
  let look = (): void => undefined
  const open = {
    calls: {
      sync: {
        status: () => ({
          store: state.paired ? {} : null,
          counts: { waiting: state.waiting },
          run: { trouble: state.trouble, nextTry: state.nextTry, lastTry: state.lastTry },
        }),
        async drain(_actor: unknown, input: { stopped: () => boolean }) {
          state.drains++
          if (state.hold) await new Promise<void>(resolve => (state.release = resolve))
          if (state.fails) throw new Error('a fault')
          state.stoppedSeen = input.stopped()
          state.lastTry = new Date(state.now).toISOString()
          return { ok: true, value: { waiting: state.waiting } }
        },
      },
    },
  } as unknown as Open
  let present: Open | null = open
  const runner = runSync({
    workstation: () => present,
    now: () => state.now,
    fault: error => void state.faults.push(error),
    changed: () => void state.changes++,
    every: (_ms, again) => {
      look = again
      return () => undefined
    },
  })
  return {
    state,
    runner,
    close: () => (present = null),
    async look() {
      look()
      await new Promise(resolve => setImmediate(resolve))
    },
  }
}

describe('reporting by itself', () => {
  it('begins at once, wakes for new records, and asks the store now and then', async () => {
    const { state, look } = bench()
    await look()
    await look()
    expect(state.drains).toBe(1)
    state.waiting = 3
    await look()
    await look()
    expect(state.drains).toBe(2)
    state.now += 5 * 60_000
    await look()
    expect(state.drains).toBe(3)
  })
  it('waits after trouble until the next try, and does nothing where nothing is paired', async () => {
    const { state, look } = bench()
    Object.assign(state, { trouble: 'no-network', nextTry: '2026-03-02T01:02:00.000Z', waiting: 9 })
    await look()
    expect(state.drains).toBe(0)
    state.now += 120_000
    await look()
    expect(state.drains).toBe(1)
    Object.assign(state, { paired: false, now: state.now + 9_000_000 })
    await look()
    expect(state.drains).toBe(1)
  })
  it('begins at a press whatever wait was due, and tells when it begins and ends', async () => {
    const { state, look, runner } = bench()
    Object.assign(state, { trouble: 'no-network', nextTry: '2026-03-02T01:02:00.000Z', waiting: 9 })
    await look()
    expect([state.drains, state.changes]).toEqual([0, 0])
    state.hold = true
    runner.now()
    await look()
    expect([state.drains, state.changes, runner.running()]).toEqual([1, 1, true])
    state.release?.()
    await new Promise(resolve => setImmediate(resolve))
    expect([state.drains, state.changes, runner.running()]).toEqual([1, 2, false])
  })
  it('is one engine at a time, and told to stop when the data are closed', async () => {
    const { state, look, close } = bench()
    state.hold = true
    await look()
    await look()
    expect(state.drains).toBe(1)
    close()
    state.release?.()
    await new Promise(resolve => setImmediate(resolve))
    expect(state.stoppedSeen).toBe(true)
  })
  it('keeps a fault of the program in the log, and goes on', async () => {
    const { state, look, runner } = bench()
    state.fails = true
    await look()
    expect(state.faults).toHaveLength(1)
    state.fails = false
    await look()
    expect(state.drains).toBe(2)
    runner.stop()
    state.waiting = 99
    await look()
    expect(state.drains).toBe(2)
  })
})
