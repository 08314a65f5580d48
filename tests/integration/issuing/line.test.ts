import { beforeEach, describe, expect, it } from 'vitest'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { AHEAD } from '../../../electron/usecases/issuing/issue-line.ts'
import { type BatchProgress } from '../../../electron/usecases/issuing/run-batch.ts'
import { indexInBlock } from '../../../shared/domain/numbering/index-in-block.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { bench, itemsOf, reopen, run, venue, venues } from './counter.ts'
import { CLERK, approved, batchOf, good, issueOneOf, sound } from './support.ts'

/** How many copies lie under a temporary name at most, and now. */
interface Drafts {
  most: number
  now: number
}

const counting =
  (drafts: Drafts) =>
  (a: Adapters): Adapters => ({
    ...a,
    workshop: {
      ...a.workshop,
      draw(request) {
        drafts.most = Math.max(drafts.most, ++drafts.now)
        return a.workshop.draw(request)
      },
    },
    vault: {
      ...a.vault,
      async draft(path, bytes) {
        const draft = await a.vault.draft(path, bytes)
        const over = (end: () => void) => (): void => {
          drafts.now--
          end()
        }
        return { settle: over(draft.settle), discard: over(draft.discard) }
      },
    },
  })

let drafts: Drafts
beforeEach(async () => {
  drafts = { most: 0, now: 0 }
  await reopen({ refit: counting(drafts) })
})

const block = () => bench.read(s => s.numbers.blocks('entertainment')).find(b => b.next > 0)!
/** Places in the block of what the batch has issued, in the batch's order. */
const places = (batchId: string) =>
  bench.read(s =>
    s.batches
      .items(batchId)
      .flatMap(i => (i.licenceId ? [indexInBlock(block().block, s.licences.get(i.licenceId)!.number)] : [])),
  )
const copies = () => [...bench.adapters.vault.list('copies')]

describe('a licence that is prepared while the one before it is in hand', () => {
  it('is one of two at most, takes the number behind it, and leaves nothing unfinished', async () => {
    const batch = batchOf(bench, venues(5))
    good(await run(batch.id))
    expect(drafts).toEqual({ most: 1 + AHEAD, now: 0 })
    expect(places(batch.id)).toEqual([0, 1, 2, 3, 4])
    await sound(bench)
  })
  it('is thrown away at a pause, and has its number and its turn again', async () => {
    const batch = batchOf(bench, venues(4))
    const paused = good(await run(batch.id, () => bench.calls.issuing.pause(CLERK, batch.id)))
    expect([paused.state, paused.issued, drafts.now]).toEqual(['paused', 1, 0])
    expect([copies().length, block().next]).toEqual([1, 1])
    const pins = Object.fromEntries(Object.keys(bench.pins).map(id => [id, 'wrong']))
    expect(await bench.calls.issuing.run(CLERK, { batchId: batch.id, pins })).toMatchObject({
      error: { code: 'pin-wrong' },
    })
    expect([copies().length, block().next]).toEqual([1, 1])
    good(await run(batch.id))
    expect(places(batch.id)).toEqual([0, 1, 2, 3])
    await sound(bench)
  })
  it('is made anew when its application changes meanwhile: what was approved counts, the number goes on', async () => {
    const ids = venues(4)
    const batch = batchOf(bench, ids)
    const change = ({ item }: BatchProgress): void => {
      if (item.position !== 1) return
      bench.write(s => {
        const now = s.applications.get(ids[1]!)!
        s.applications.update({ ...now, revision: now.revision + 1 }, now.revision)
      })
    }
    good(await run(batch.id, change))
    expect(itemsOf(batch.id)).toEqual([
      ['issued', null],
      ['failed', 'application-state-wrong'],
      ['issued', null],
      ['issued', null],
    ])
    expect([places(batch.id), copies().length, drafts.now]).toEqual([[0, 1, 2], 3, 0])
    await sound(bench)
  })
  it('stops the batch when the clock was turned back meanwhile, and is issued once it is right', async () => {
    const batch = batchOf(bench, venues(4))
    const back = ({ item }: BatchProgress): void => {
      if (item.position === 2) bench.clock.advance({ days: -2 })
    }
    expect(good(await run(batch.id, back))).toMatchObject({
      state: 'stopped',
      issued: 2,
      stopReason: { code: 'clock-behind' },
    })
    expect([copies().length, block().next, drafts.now]).toEqual([2, 2, 0])
    bench.clock.advance({ days: 2 })
    good(await run(batch.id))
    expect(places(batch.id)).toEqual([0, 1, 2, 3])
    await sound(bench)
  })
  it('bears the day on which it is issued', async () => {
    const batch = batchOf(bench, venues(3))
    good(await run(batch.id, ({ item }) => item.position === 1 && bench.clock.advance({ days: 1 })))
    const days = bench.read(s =>
      s.batches.items(batch.id).map(i => s.licences.get(i.licenceId!)!.issueDate as string),
    )
    expect(days).toEqual(['2026-03-02', '2026-03-03', '2026-03-03'])
    await sound(bench)
  })
  it('passes over a number that stock takes meanwhile', async () => {
    const first = await issueOneOf(bench, { kind: 'entertainment' })
    const batch = batchOf(bench, venues(4))
    const stock = ({ item }: BatchProgress): void => {
      if (item.position !== 1) return
      const id = '7'.repeat(32)
      const number = numberAt(block().block, 2)
      bench.write(s =>
        s.licences.insert({ ...first.licence, id, lineageId: id, number, identifier: null, origin: 'stock' }),
      )
    }
    good(await run(batch.id, stock))
    expect(places(batch.id)).toEqual([1, 3, 4, 5])
    expect(bench.read(s => s.numbers.skips(block().block.blockId)).map(s => s.index)).toEqual([2])
    await sound(bench)
  })
  it('waits where it changes the licence in hand: the second change of one licence meets what the first made of it', async () => {
    const { licence } = await issueOneOf(bench, { kind: 'entertainment' })
    const change = (capacity: number) =>
      approved(bench, { kind: 'entertainment', event: 'change', licenceId: licence.id, values: { capacity } })
    const batch = batchOf(bench, [change(101), change(102), venue(9)])
    good(await run(batch.id))
    expect(itemsOf(batch.id)).toEqual([
      ['issued', null],
      ['failed', 'status-unfit'],
      ['issued', null],
    ])
    await sound(bench)
  })
  it('is swept at the next start when the workstation is closed under the batch', async () => {
    const batch = batchOf(bench, venues(3))
    const running = run(batch.id, () => bench.workstation.close())
    await expect(running).rejects.toThrow(/closed/)
    await reopen()
    expect(bench.workstation.swept).not.toBeNull()
    expect(copies()).toHaveLength(1)
    good(await run(batch.id))
    expect(places(batch.id)).toEqual([0, 1, 2])
    await sound(bench)
  })
})
