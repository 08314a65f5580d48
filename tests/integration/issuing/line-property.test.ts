import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { indexInBlock } from '../../../shared/domain/numbering/index-in-block.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { SCALE } from '../../crash/db/random.ts'
import {
  CLERK,
  approved,
  batchOf,
  benchOf,
  demoOffice,
  good,
  issueOneOf,
  removeTemporary,
  sound,
  type Bench,
} from './support.ts'

class Broken extends Error {}

const STEPS = [
  'draw',
  'undrawable',
  'begin',
  'key',
  'judge',
  'draft',
  'full',
  'settle',
  'settled',
  'write',
] as const
type Step = (typeof STEPS)[number]

/** The so-many-th time that a step is come to goes wrong, over all runs of the batch. */
class Mishaps {
  readonly #at: ReadonlySet<string>
  readonly #count = new Map<Step, number>()

  constructor(at: readonly { readonly step: Step; readonly nth: number }[]) {
    this.#at = new Set(at.map(({ step, nth }) => `${step} ${nth}`))
  }

  strikes(step: Step): boolean {
    const n = (this.#count.get(step) ?? 0) + 1
    this.#count.set(step, n)
    return this.#at.has(`${step} ${n}`)
  }

  perhaps(step: Step): void {
    if (this.strikes(step)) throw new Broken(step)
  }
}

function going(mishaps: Mishaps): (a: Adapters) => Adapters {
  return a => ({
    ...a,
    workshop: {
      ...a.workshop,
      async draw(request) {
        mishaps.perhaps('draw')
        const undrawable = appError('glyph-missing', words('缺字', 'no such glyph'))
        return mishaps.strikes('undrawable') ? err(undrawable) : a.workshop.draw(request)
      },
      async judge(bytes, judging) {
        mishaps.perhaps('judge')
        return a.workshop.judge(bytes, judging)
      },
    },
    signer: {
      ...a.signer,
      begin(document, certificate) {
        mishaps.perhaps('begin')
        return a.signer.begin(document, certificate)
      },
    },
    keys: {
      ...a.keys,
      unlock(container, pin) {
        const opened = a.keys.unlock(container, pin)
        if (!opened.ok) return opened
        return ok({
          ...opened.value,
          async signAside(data) {
            mishaps.perhaps('key')
            return opened.value.signAside(data)
          },
        })
      },
    },
    vault: {
      ...a.vault,
      async draft(path, bytes) {
        mishaps.perhaps('draft')
        if (mishaps.strikes('full')) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        const draft = await a.vault.draft(path, bytes)
        return {
          ...draft,
          settle() {
            mishaps.perhaps('settle')
            draft.settle()
            mishaps.perhaps('settled')
          },
        }
      },
    },
    db: {
      ...a.db,
      write: work =>
        a.db.write(stores => {
          const result = work(stores)
          const [last] = stores.journal.list({ afterSeq: stores.journal.count() - 1, limit: 1 })
          if (last?.action === 'licence.issued') mishaps.perhaps('write')
          return result
        }),
    },
  })
}

let office = ''
beforeAll(async () => {
  office = await demoOffice()
})
afterAll(removeTemporary)

/** Copies, numbers and items agree at any moment at which nothing runs. */
function agree(bench: Bench, batchId: string): void {
  const items = bench.read(s => s.batches.items(batchId))
  const firstWaiting = items.findIndex(item => item.state === 'waiting')
  if (firstWaiting >= 0) expect(items.slice(firstWaiting).every(item => item.state === 'waiting')).toBe(true)
  expect([...bench.adapters.vault.list('copies')].sort()).toEqual(
    bench.read(s => [...s.licences.eachFilePath()].sort()),
  )
  // Numbers in the order of the batch, none twice, none left out.
  for (const { block, next } of bench.read(s => s.numbers.blocks())) {
    const uses = bench.read(s => s.numbers.uses(block.blockId))
    expect(uses.map(use => use.index)).toEqual(Array.from({ length: next }, (_, i) => i))
    const inOrder = items
      .flatMap(item => (item.licenceId ? [bench.read(s => s.licences.get(item.licenceId!)!)] : []))
      .filter(licence => licence.version === 1 && licence.kind === block.kind)
      .flatMap(licence => indexInBlock(block, licence.number) ?? [])
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b))
  }
}

const mishap = fc.record({ step: fc.constantFrom(...STEPS), nth: fc.integer({ min: 1, max: 8 }) })
const wish = fc.record({
  after: fc.integer({ min: 1, max: 6 }),
  act: fc.constantFrom('pause' as const, 'edit' as const, 'cancel' as const),
})
const item = fc.constantFrom('venue' as const, 'agency' as const, 'change' as const)

describe('a batch with mishaps, pauses, changes and cancellations at random items', () => {
  it('numbers its licences in order, none twice, none left out, and goes on exactly where it stood', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { minLength: 5, maxLength: 7 }),
        fc.array(mishap, { maxLength: 4 }),
        fc.array(wish, { maxLength: 2 }),
        async (sorts, at, wishes) => {
          const bench = await benchOf(office, { refit: going(new Mishaps(at)) })
          try {
            await runToTheEnd(bench, sorts, wishes)
            await sound(bench)
          } finally {
            bench.workstation.close()
          }
        },
      ),
      { numRuns: 12 * SCALE },
    )
  })
})

/** Mishaps struck while a licence to be changed later is made count too: it is made again. */
async function licenceToChange(bench: Bench): Promise<string> {
  for (;;) {
    try {
      return (await issueOneOf(bench, { kind: 'entertainment' })).licence.id
    } catch {
      const open = bench.read(s => s.licences.search({ limit: 1 }, '2026-03-02' as never)).items[0]
      if (open) return open.id
    }
  }
}

async function runToTheEnd(
  bench: Bench,
  sorts: readonly ('venue' | 'agency' | 'change')[],
  wishes: readonly { readonly after: number; readonly act: 'pause' | 'edit' | 'cancel' }[],
): Promise<void> {
  const present = sorts.includes('change') ? await licenceToChange(bench) : ''
  const ids = sorts.map((sort, n) => {
    if (sort === 'agency') return approved(bench, { kind: 'travel-agency' })
    if (sort === 'venue')
      return approved(bench, { kind: 'entertainment', values: { address: `样例路${n}号` } })
    const change = { event: 'change' as const, licenceId: present, values: { capacity: 100 + n } }
    return approved(bench, { kind: 'entertainment', ...change })
  })
  const batch = batchOf(bench, ids)
  const left = [...wishes]
  let settled = 0
  const act = (): void => {
    settled++
    for (const each of left.filter(w => w.after === settled)) {
      if (each.act === 'pause') bench.calls.issuing.pause(CLERK, batch.id)
      else if (each.act === 'cancel') bench.calls.issuing.cancel(CLERK, batch.id)
      else
        bench.write(s => {
          const now = s.applications.get(ids[settled] ?? '')
          if (now) s.applications.update({ ...now, revision: now.revision + 1 }, now.revision)
        })
    }
  }
  for (let runs = 0; runs < 12; runs++) {
    try {
      const ended = good(
        await bench.calls.issuing.run(CLERK, { batchId: batch.id, pins: bench.pins, onProgress: act }),
      )
      agree(bench, batch.id)
      if (ended.state === 'done' || ended.state === 'cancelled') return
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      agree(bench, batch.id)
    }
  }
  throw new Error('the batch came to no end')
}
