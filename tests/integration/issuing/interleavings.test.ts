import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { SCALE } from '../../crash/db/random.ts'
import {
  CLERK,
  approved,
  batchOf,
  benchOf,
  demoOffice,
  good,
  openBench,
  removeTemporary,
  sound,
  type Bench,
} from './support.ts'

type Failure = 'render' | 'sign' | 'draft' | 'settle' | 'settle-late' | 'write'

/** Where the next licence breaks off; nothing but a thrown fault, as from a bug or a killed step. */
interface Switch {
  next: Failure | undefined
}

class Broken extends Error {}

function breaking(at: Switch): (a: Adapters) => Adapters {
  const perhaps = (failure: Failure): void => {
    if (at.next !== failure) return
    at.next = undefined
    throw new Broken(failure)
  }
  return a => ({
    ...a,
    workshop: {
      ...a.workshop,
      draw(request) {
        perhaps('render')
        return a.workshop.draw(request)
      },
    },
    signer: {
      ...a.signer,
      begin(document, certificate) {
        perhaps('sign')
        return a.signer.begin(document, certificate)
      },
    },
    vault: {
      ...a.vault,
      async draft(file, bytes) {
        perhaps('draft')
        const draft = await a.vault.draft(file, bytes)
        return {
          ...draft,
          settle() {
            perhaps('settle')
            draft.settle()
            perhaps('settle-late')
          },
        }
      },
    },
    db: {
      ...a.db,
      write: work =>
        a.db.write(stores => {
          const result = work(stores)
          if (stores.licences.count() > a.db.read(s => s.licences.count()) - 1) perhapsIssue(stores)
          return result
        }),
    },
  })
  function perhapsIssue(stores: Parameters<Parameters<Adapters['db']['write']>[0]>[0]): void {
    const [last] = stores.journal.list({ afterSeq: stores.journal.count() - 1, limit: 1 })
    if (last?.action === 'licence.issued') perhaps('write')
  }
}

const KINDS: readonly KindId[] = ['entertainment', 'travel-agency', 'network-culture']

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const), kind: fc.constantFrom(...KINDS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), which: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      kind: fc.constantFrom(...KINDS),
      at: fc.constantFrom<Failure>('render', 'sign', 'draft', 'settle', 'settle-late', 'write'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
)

let office = ''
beforeAll(async () => {
  office = await demoOffice()
})
afterAll(removeTemporary)

async function issue(bench: Bench, application: string): Promise<void> {
  const batch = batchOf(bench, [application])
  try {
    const ended = good(await bench.calls.issuing.run(CLERK, { batchId: batch.id, pins: bench.pins }))
    expect([ended.state, ended.issued + ended.failed]).toEqual(['done', 1])
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    // A fault goes on to the caller; the batch is left stopped, its item waiting, and can be resumed.
    expect(bench.read(s => s.batches.get(batch.id))).toMatchObject({ state: 'stopped', issued: 0 })
    const resumed = good(await bench.calls.issuing.run(CLERK, { batchId: batch.id, pins: bench.pins }))
    expect([resumed.state, resumed.issued]).toEqual(['done', 1])
  }
}

/** Opened again without an orderly end: a copy of what lies on the disk, as a killed process leaves it. */
async function crash(bench: Bench, at: Switch): Promise<Bench> {
  const dataDir = `${bench.dataDir}+`
  fs.cpSync(bench.dataDir, dataDir, { recursive: true, filter: file => !file.includes('.lock') })
  fs.writeFileSync(path.join(dataDir, 'copies', 'stray.pdf.0123456789ab.part'), 'half a file')
  const next = await openBench(dataDir, { refit: breaking(at), clock: bench.clock })
  bench.workstation.close()
  expect(next.workstation.swept?.missing).toEqual([])
  return next
}

describe('random runs of issuing, breaking off, crashing and changing', () => {
  it('never double a number, leave half a licence, or break a chain', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async steps => {
        const at: Switch = { next: undefined }
        let bench = await benchOf(office, { refit: breaking(at) })
        fs.mkdirSync(path.join(bench.dataDir, 'copies'), { recursive: true })
        try {
          for (const each of steps) {
            bench.clock.advance({ minutes: 1 })
            if (each.do === 'crash') bench = await crash(bench, at)
            else if (each.do === 'change') {
              const held = bench.read(s =>
                s.licences.search({ status: 'valid', limit: 50 }, '2026-03-02' as never),
              )
              const found = held.items[each.which % Math.max(1, held.items.length)]
              if (found)
                await issue(
                  bench,
                  approved(bench, { kind: found.kind, event: 'replace', licenceId: found.id }),
                )
            } else {
              if (each.do === 'break') at.next = each.at
              await issue(bench, approved(bench, { kind: each.kind }))
            }
          }
          const before = bench.read(s => s.licences.count())
          const files = [...bench.adapters.vault.list('copies')].filter(file => file.endsWith('.pdf'))
          expect(files).toHaveLength(before)
          expect(bench.read(s => [...s.licences.eachFilePath()].sort())).toEqual(files.sort())
          await sound(bench)
        } finally {
          bench.workstation.close()
        }
      }),
      { numRuns: 8 * SCALE },
    )
  })
})
