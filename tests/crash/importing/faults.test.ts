import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  CLERK,
  benchOf,
  demoOffice,
  good,
  openBench,
  removeTemporary,
  sound,
  type Bench,
} from '../../integration/issuing/support.ts'
import { companyRow, jsonFile } from '../../integration/usecases/support.ts'
import { PATIENCE } from '../db/random.ts'
import { faultyIo, type Strike } from '../faulty-io.ts'

const ROWS = 450
const options = { kind: null, papersAtHand: true, originNote: null }

let office = ''
let open: Bench | undefined
beforeAll(async () => {
  office = await demoOffice()
})
afterEach(() => open?.workstation.close())
afterAll(removeTemporary)

const taken = (bench: Bench): number =>
  bench.read(stores => stores.applications.list({ states: ['submitted'], limit: 1000 }).items).length

const STRIKES: readonly (readonly [Strike, string])[] = [
  ...[0, 2, 3].map(after => [{ code: 'EIO', at: 'fsync', after, times: 1 }, 'disk-error'] as const),
  ...[1, 3].map(after => [{ code: 'EIO', at: 'write', after, times: 1 }, 'disk-error'] as const),
  [{ code: 'ENOSPC', at: 'write', after: 3, times: 10_000 }, 'disk-full'],
]

describe('a disk that fails under an import', { timeout: PATIENCE }, () => {
  it.each(STRIKES)('%o is told as a value, and every row comes in once after it', async (strike, code) => {
    const { io, arm, struck } = faultyIo(strike)
    open = await benchOf(office, { io })
    const path = jsonFile(Array.from({ length: ROWS }, (_, n) => companyRow(n)))
    const started = good(await open.calls.imports.start(CLERK, { path, purpose: 'applications', options }))
    const jobId = started.job.id
    arm()
    const answer = await open.calls.imports.run(CLERK, { jobId })
    expect(struck()).toBeGreaterThan(0)
    expect(answer).toMatchObject({ ok: false, error: { code } })
    expect(answer.ok || answer.error.next?.zh).toMatch(/再继续导入/)
    open.workstation.close()

    open = await openBench(open.dataDir)
    const job = open.read(stores => stores.imports.get(jobId))
    expect(taken(open)).toBe(job?.good)
    expect(good(await open.calls.imports.run(CLERK, { jobId }))).toMatchObject({
      state: 'done',
      good: ROWS,
      bad: 0,
      lastRow: ROWS,
    })
    expect(taken(open)).toBe(ROWS)
    await sound(open)
  })
})
