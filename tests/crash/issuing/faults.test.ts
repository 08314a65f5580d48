import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { PATIENCE } from '../db/random.ts'
import { CLERK, openBench, removeTemporary, type BenchOptions } from '../../integration/issuing/support.ts'
import { fakeClock, type FakeClock } from '../../fakes/clock.ts'
import { examine, type Acknowledged } from './examine.ts'
import { failure, faultyIo, type Strike } from '../faulty-io.ts'
import { copyOf, makeScene, type Scene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await makeScene(6)
})
afterAll(removeTemporary)

/** The scene was made with the device's clock: one that stands before it would stop the batch. */
const now = (): FakeClock => fakeClock(new Date().toISOString())

/**
 * A vault whose n-th copy fails: before its bytes lie there, before they have their name, or after. Copies are drawn in the
 * order of the batch; which of those in hand comes to the vault first is chance.
 */
const faultyVault =
  (code: string, nth: number, moment: 'before' | 'unnamed' | 'after') =>
  (a: Adapters): Adapters => {
    const drawn: string[] = []
    return {
      ...a,
      workshop: {
        ...a.workshop,
        draw(request) {
          drawn.push(request.metadata.find(([name]) => name === 'ZZBS')![1])
          return a.workshop.draw(request)
        },
      },
      vault: {
        ...a.vault,
        async draft(path, bytes) {
          const strikes = path.includes(drawn[nth - 1] ?? 'not drawn yet')
          if (strikes && moment === 'before') throw failure(code)
          const draft = await a.vault.draft(path, bytes)
          return {
            ...draft,
            settle() {
              if (strikes && moment === 'unnamed') throw failure(code)
              draft.settle()
              if (strikes) throw failure(code)
            },
          }
        },
      },
    }
  }

interface Outcome {
  readonly code: string
  readonly acknowledged: readonly Acknowledged[]
  readonly state: string | undefined
}

/** Runs the batch under the fault: whatever happens comes back as a value, and the workstation can be closed. */
async function runUnder(at: Scene, options: BenchOptions, arm = (): unknown => undefined): Promise<Outcome> {
  const bench = await openBench(at.dataDir, { ...options, clock: now() })
  arm()
  const acknowledged: Acknowledged[] = []
  const ended = await bench.calls.issuing.run(CLERK, {
    batchId: at.batchId,
    pins: bench.pins,
    onProgress({ issued }) {
      if (issued)
        acknowledged.push({
          identifier: issued.licence.identifier!,
          number: issued.licence.number,
          sha256: issued.file.sha256,
        })
    },
  })
  bench.workstation.close()
  const code = ended.ok ? (ended.value.stopReason?.code ?? 'none') : ended.error.code
  return { code, acknowledged, state: ended.ok ? ended.value.state : undefined }
}

async function expectUnharmed(at: Scene, outcome: Outcome): Promise<void> {
  const found = await examine(at.dataDir, at.batchId, outcome.acknowledged)
  expect(found.harm).toEqual([])
  const rest = await runUnder(at, {})
  expect([rest.code, rest.state]).toEqual(['none', 'done'])
  const end = await examine(at.dataDir, at.batchId, [...outcome.acknowledged, ...rest.acknowledged])
  expect([end.harm, end.issued, end.waiting]).toEqual([[], at.total, 0])
  expect([...end.next.values()].filter(next => next > 0)).toEqual([at.total])
}

const STRIKES: readonly (readonly [Strike, RegExp])[] = [
  // The log takes a commit in one piece, so that there are few writes: one for each licence and each mark of the batch.
  ...[0, 1, 3, 5].map(after => [{ code: 'ENOSPC', at: 'write', after, times: 500 }, /^disk-full$/] as const),
  [{ code: 'ENOSPC', at: 'write', after: 4, times: 1 }, /^(disk-full|none)$/],
  ...[0, 2, 4].map(after => [{ code: 'EIO', at: 'write', after, times: 1 }, /^disk-error$/] as const),
  ...[0, 2, 5].map(after => [{ code: 'EIO', at: 'fsync', after, times: 1 }, /^disk-error$/] as const),
]

describe('a disk that fails under a batch', { timeout: PATIENCE }, () => {
  it.each(STRIKES)(
    '%o of the database is told as a value, loses nothing, and the batch goes on',
    async (strike, code) => {
      const at = copyOf(scene)
      const { io, arm, struck } = faultyIo(strike)
      const outcome = await runUnder(at, { io }, arm)
      expect(struck()).toBeGreaterThan(0)
      expect(outcome.code).toMatch(code)
      await expectUnharmed(at, outcome)
    },
  )

  it.each([
    ['ENOSPC', 'before', 'disk-full'],
    ['ENOSPC', 'unnamed', 'disk-full'],
    ['ENOSPC', 'after', 'disk-full'],
    ['EIO', 'before', 'disk-error'],
    ['EIO', 'unnamed', 'disk-error'],
    ['EIO', 'after', 'disk-error'],
    ['EACCES', 'before', 'disk-error'],
  ] as const)(
    '%s of the vault, %s the copy, stops the batch with the number free',
    async (code, moment, told) => {
      const at = copyOf(scene)
      const outcome = await runUnder(at, { refit: faultyVault(code, 3, moment) })
      expect([outcome.code, outcome.state, outcome.acknowledged.length]).toEqual([told, 'stopped', 2])
      await expectUnharmed(at, outcome)
    },
  )

  it('can be resumed in the same process once there is room again', async () => {
    const at = copyOf(scene)
    const bench = await openBench(at.dataDir, {
      refit: faultyVault('ENOSPC', 2, 'after'),
      clock: now(),
    })
    const run = () => bench.calls.issuing.run(CLERK, { batchId: at.batchId, pins: bench.pins })
    expect(await run()).toMatchObject({ ok: true, value: { state: 'stopped', issued: 1 } })
    expect(await run()).toMatchObject({ ok: true, value: { state: 'done', issued: at.total } })
    bench.workstation.close()
    expect((await examine(at.dataDir, at.batchId, [])).harm).toEqual([])
  })

  it('keeps a second process out while the first one issues', async () => {
    const at = copyOf(scene)
    const bench = await openBench(at.dataDir)
    await expect(openBench(at.dataDir)).rejects.toThrow(/database-busy/)
    bench.workstation.close()
  })
})
