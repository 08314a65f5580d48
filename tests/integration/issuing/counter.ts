import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type BatchProgress } from '../../../electron/usecases/issuing/run-batch.ts'
import {
  approved,
  benchOf,
  CLERK,
  demoOffice,
  openBench,
  removeTemporary,
  type Bench,
  type BenchOptions,
} from './support.ts'

/**
 * What tests of issuing share: a demonstration office made once a file, and for each test a copy of its own, open in `bench`.
 * A file of tests that imports this gets both; no other file sees them.
 */
export let bench: Bench

let office = ''
beforeAll(async () => {
  office = await demoOffice()
})
afterAll(removeTemporary)
beforeEach(async () => {
  bench = await benchOf(office)
})
afterEach(() => bench.workstation.close())

/** Closes the workstation and opens the same data again, as the next start does. */
export async function reopen(options: BenchOptions = {}): Promise<void> {
  bench.workstation.close()
  bench = await openBench(bench.dataDir, options)
}

export const venue = (n: number): string =>
  approved(bench, { kind: 'entertainment', values: { address: `浙江省杭州市样例路${n}号` } })

export const venues = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => venue(n))

export const actions = (): readonly string[] =>
  bench.read(s => s.journal.list({ limit: 1000 })).map(r => r.action)

export const itemsOf = (batchId: string) =>
  bench.read(s => s.batches.items(batchId)).map(i => [i.state, i.error?.code ?? null])

export const run = (batchId: string, onProgress?: (p: BatchProgress) => void) =>
  bench.calls.issuing.run(CLERK, { batchId, pins: bench.pins, ...(onProgress ? { onProgress } : {}) })
