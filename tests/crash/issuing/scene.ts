import fs from 'node:fs'
import path from 'node:path'
import { fakeClock } from '../../fakes/clock.ts'
import {
  approved,
  batchOf,
  demoOffice,
  issueAll,
  openBench,
  temporary,
} from '../../integration/issuing/support.ts'

export interface Scene {
  readonly dataDir: string
  readonly batchId: string
  readonly total: number
  /** New licences in the batch: each takes a number. */
  readonly fresh: number
}

/** Every so many-th item changes a licence issued before; the others are new. */
const CHANGE_EVERY = 4

/** An office with a batch laid down and not begun: new licences, and changes of licences that are there. */
export async function makeScene(total: number): Promise<Scene> {
  const dataDir = await demoOffice()
  const bench = await openBench(dataDir, { clock: fakeClock(new Date().toISOString()) })
  const changes = Math.floor(total / CHANGE_EVERY)
  const fresh = (n: number) =>
    approved(bench, { kind: 'entertainment', values: { address: `浙江省杭州市样例路${n}号` } })
  const before = await issueAll(
    bench,
    Array.from({ length: changes }, (_, n) => fresh(1000 + n)),
  )
  const ids = Array.from({ length: total }, (_, i) => {
    const present =
      i % CHANGE_EVERY === CHANGE_EVERY - 1 ? before.issued[Math.floor(i / CHANGE_EVERY)] : undefined
    return present
      ? approved(bench, {
          kind: 'entertainment',
          event: 'change',
          licenceId: present.licence.id,
          values: { capacity: 100 + i },
        })
      : fresh(i)
  })
  const batch = batchOf(bench, ids)
  bench.workstation.close()
  return { dataDir, batchId: batch.id, total, fresh: total - changes }
}

export function copyOf(scene: Scene): Scene {
  const dataDir = path.join(temporary(), 'data')
  fs.cpSync(scene.dataDir, dataDir, { recursive: true })
  return { ...scene, dataDir }
}
