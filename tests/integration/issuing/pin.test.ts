import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { DEMO_PIN } from '../../../electron/app/demo/demo-people.ts'
import { fakeClock } from '../../fakes/clock.ts'
import {
  ADMIN,
  approved,
  batchOf,
  BEGIN,
  benchOf,
  CLERK,
  demoOffice,
  good,
  openBench,
  removeTemporary,
  type Bench,
} from './support.ts'

let office: string
let bench: Bench

beforeAll(async () => {
  office = await demoOffice()
}, 60_000)
afterEach(() => bench.workstation.close())
afterAll(removeTemporary)

const run = (batchId: string, pin: string) =>
  bench.calls.issuing.run(CLERK, {
    batchId,
    pins: Object.fromEntries(Object.keys(bench.pins).map(id => [id, pin])),
  })

async function waitingBatch(): Promise<string> {
  bench = await benchOf(office)
  return batchOf(bench, [approved(bench, { kind: 'network-culture' })]).id
}

const errorOf = (result: Awaited<ReturnType<typeof run>>) => (result.ok ? undefined : result.error)

it('counts wrong PINs across restarts, locks after five, and opens again with an administrator’s reason', async () => {
  const batchId = await waitingBatch()
  const seal = good(await bench.calls.issuing.seals(CLERK, { batchId }))
  expect(seal).toEqual([expect.objectContaining({ triesLeft: 5, purpose: 'electronic-licence' })])
  const sealId = seal[0]!.id
  for (const left of [4, 3])
    expect(errorOf(await run(batchId, 'wrong'))).toMatchObject({
      code: 'pin-wrong',
      data: { seal: sealId, triesLeft: left },
    })
  const { dataDir } = bench
  bench.workstation.close()
  bench = await openBench(dataDir, { clock: fakeClock(BEGIN) })
  for (const left of [2, 1])
    expect(errorOf(await run(batchId, 'wrong'))).toMatchObject({
      code: 'pin-wrong',
      data: { triesLeft: left },
    })
  expect(errorOf(await run(batchId, 'wrong'))).toMatchObject({ code: 'pin-locked', data: { triesLeft: 0 } })
  expect(errorOf(await run(batchId, DEMO_PIN))).toMatchObject({ code: 'pin-locked' })
  expect(bench.calls.seals.list(CLERK, undefined)).toContainEqual(
    expect.objectContaining({ id: sealId, triesLeft: 0 }),
  )
  const unlock = bench.calls.seals.unlockPin
  expect(unlock(CLERK, { sealId, reason: '自己来' })).toMatchObject({ error: { code: 'permission-denied' } })
  expect(unlock(ADMIN, { sealId, reason: ' ' })).toMatchObject({ error: { code: 'reason-missing' } })
  expect(unlock(ADMIN, { sealId: 'x', reason: '核实' })).toMatchObject({ error: { code: 'seal-unknown' } })
  good(unlock(ADMIN, { sealId, reason: '保管人当面核实' }))
  expect(good(await run(batchId, DEMO_PIN)).state).toBe('done')
  const actions = bench.read(s => s.journal.list({ subject: sealId, limit: 50 })).map(line => line.action)
  expect(actions.slice(-7)).toEqual([
    ...Array(5).fill('seal.pin-wrong'),
    'seal.pin-locked',
    'seal.pin-unlocked',
  ])
}, 120_000)

it('begins anew with the right PIN, and never counts an empty one', async () => {
  const batchId = await waitingBatch()
  await run(batchId, 'wrong')
  expect(errorOf(await run(batchId, ''))).toMatchObject({ code: 'pin-missing' })
  expect(good(await run(batchId, DEMO_PIN)).state).toBe('done')
  const lines = bench.calls.seals.list(CLERK, undefined)
  expect(Array.isArray(lines) && lines.every(line => line.triesLeft === 5)).toBe(true)
}, 120_000)
