import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { setHeldBlocks } from '../../../electron/usecases/common/held-blocks.ts'
import { indexInBlock } from '../../../shared/domain/numbering/index-in-block.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { actions, bench, itemsOf, run, venue, venues } from './counter.ts'
import {
  ADMIN,
  APPROVER,
  CLERK,
  approved,
  batchOf,
  good,
  issueAll,
  issueOneOf,
  sound,
  temporary,
} from './support.ts'

/** Leaves so many numbers in the block that serves entertainment venues of the example's class. */
function leave(count: number): void {
  bench.write(s => {
    const all = s.numbers.blocks('entertainment')
    const serving = all.find(b => b.block.selector['class'] === 'song-and-dance')!
    setHeldBlocks(s, [serving.block.blockId])
    if (count === 0) return
    const block = { ...serving.block, blockId: 'SMALL', count, counters: { serial: { from: 9001 } } }
    s.numbers.addBlock({ ...serving, block, next: 0 })
  })
}

describe('numbers of a batch', () => {
  it('are consecutive, each once', async () => {
    const { batch, issued } = await issueAll(bench, venues(4))
    expect([batch.state, batch.issued, batch.failed]).toEqual(['done', 4, 0])
    const [block] = bench.read(s => s.numbers.blocks('entertainment')).filter(b => b.next > 0)
    expect(issued.map(i => indexInBlock(block!.block, i.licence.number))).toEqual([0, 1, 2, 3])
    await sound(bench)
  })
  it('run dry in mid-batch: those items fail in words, others of other kinds go on', async () => {
    leave(2)
    const ids = [...venues(3), approved(bench, { kind: 'commercial-performance' }), venue(9)]
    const { batch } = await issueAll(bench, ids)
    expect([batch.state, batch.issued, batch.failed]).toEqual(['done', 3, 2])
    expect(itemsOf(batch.id)).toEqual([
      ['issued', null],
      ['issued', null],
      ['failed', 'numbers-dry'],
      ['issued', null],
      ['failed', 'numbers-dry'],
    ])
    const error = bench.read(s => s.batches.items(batch.id))[2]!.error!
    expect(error.text.zh).toContain('娱乐经营许可证')
    expect(error.next?.zh).toContain('编号不会自行编造')
    await sound(bench)
  })
  it('are asked for again for all that failed, however many, but for what is not approved any more', async () => {
    leave(0)
    const ids = venues(205)
    const { batch } = await issueAll(bench, ids)
    expect([batch.state, batch.failed]).toEqual(['done', 205])
    const [first = '', ...others] = ids
    const { revision } = good(bench.calls.intake.open(CLERK, { applicationId: first }))
    const reasons = [{ field: null, text: '材料有误' }]
    good(bench.calls.approval.return(APPROVER, { applicationId: first, seenRevision: revision, reasons }))
    const again = good(await bench.calls.issuing.createBatchOfFailed(CLERK, { batchId: batch.id }))
    expect(bench.read(s => s.batches.items(again.id)).map(item => item.applicationId)).toEqual(others)
    const empty = await bench.calls.issuing.createBatchOfFailed(CLERK, { batchId: again.id })
    expect(empty).toMatchObject({ error: { code: 'batch-empty' } })
    const none = await bench.calls.issuing.createBatchOfFailed(CLERK, { batchId: 'x' })
    expect(none).toMatchObject({ error: { code: 'batch-not-found' } })
  }, 120_000)
  it.each([
    ['held', () => leave(0)],
    ['over', () => bench.clock.advance({ days: 401 })],
    ['lent to another workstation', () => relent({ workstationId: 'OTHER-WS-02' })],
    ['lent to another office', () => relent({ issuerCode: '11110000000021135M' })],
  ])('are never taken from a block that is %s', async (_what, spoil) => {
    const id = venue(1)
    spoil()
    const { batch } = await issueAll(bench, [id])
    expect(itemsOf(batch.id)).toEqual([['failed', 'numbers-dry']])
    expect(bench.read(s => s.licences.count())).toBe(0)
  })
  function relent(change: { workstationId?: string; issuerCode?: string }): void {
    leave(0)
    bench.write(s => {
      const serving = s.numbers
        .blocks('entertainment')
        .find(b => b.block.selector['class'] === 'song-and-dance')!
      s.numbers.addBlock({ ...serving, block: { ...serving.block, ...change, blockId: 'STRANGE' }, next: 0 })
    })
  }
  it('that a stock licence bears already are passed over on record, once, and never issued', async () => {
    const first = await issueOneOf(bench, { kind: 'entertainment' })
    const { block } = bench.read(s => s.numbers.blocks('entertainment')).find(b => b.next > 0)!
    bench.write(s => {
      for (const index of [1, 2]) {
        const id = `${index}`.repeat(32)
        s.licences.insert({
          ...first.licence,
          id,
          lineageId: id,
          number: numberAt(block, index),
          identifier: null,
          origin: 'stock',
        })
      }
    })
    const { issued } = await issueAll(bench, [venue(1), venue(2)])
    expect(issued.map(i => i.licence.number)).toEqual([numberAt(block, 3), numberAt(block, 4)])
    const skips = bench.read(s => s.numbers.skips(block.blockId))
    expect(skips.map(s => [s.index, s.number, s.licenceId])).toEqual([
      [1, numberAt(block, 1), '1'.repeat(32)],
      [2, numberAt(block, 2), '2'.repeat(32)],
    ])
    expect(actions().filter(a => a === 'number.passed-over')).toHaveLength(2)
    await sound(bench)
    expect(() => bench.write(s => s.numbers.skip(skips[0]!))).toThrow(/next free one/)
    const next = { blockId: block.blockId, index: 5, at: skips[0]!.at }
    expect(() =>
      bench.write(s => s.numbers.skip({ ...next, number: numberAt(block, 5), licenceId: first.licence.id })),
    ).toThrow(/is not on licence/)
  })
})

describe('a batch', () => {
  it('pauses after the licence in hand and resumes behind it', async () => {
    const batch = batchOf(bench, venues(4))
    const paused = good(
      await run(batch.id, p => p.batch.issued === 2 && bench.calls.issuing.pause(CLERK, batch.id)),
    )
    expect([paused.state, paused.issued]).toEqual(['paused', 2])
    const done = good(await run(batch.id))
    expect([done.state, done.issued]).toEqual(['done', 4])
    expect(await run(batch.id)).toMatchObject({ ok: false, error: { code: 'batch-over' } })
    await sound(bench)
  })
  it('cancels what waits and keeps what is issued; a later pause takes no cancellation back', async () => {
    const batch = batchOf(bench, venues(3))
    const over = good(
      await run(batch.id, () => {
        bench.calls.issuing.cancel(CLERK, batch.id)
        bench.calls.issuing.pause(CLERK, batch.id)
      }),
    )
    expect([over.state, over.issued]).toEqual(['cancelled', 1])
    expect(itemsOf(batch.id).map(i => i[0])).toEqual(['issued', 'cancelled', 'cancelled'])
    await sound(bench)
  })
  it('remembers a cancellation that came before its turn, and asks for no PIN then', async () => {
    const batch = batchOf(bench, venues(2))
    const [first, second] = [run(batch.id), run(batch.id)]
    good(bench.calls.issuing.cancel(CLERK, batch.id))
    expect(await second).toMatchObject({ ok: false, error: { code: 'batch-running' } })
    expect(good(await first)).toMatchObject({ state: 'cancelled', issued: 0 })
  })
  it('runs beside another without doubling a number, and leaves an application to the first that has it', async () => {
    const ids = venues(3)
    const [a, b] = [batchOf(bench, ids), batchOf(bench, [...ids.slice(0, 1), venue(8), venue(9)])]
    const ended = await Promise.all([run(a.id), run(b.id)])
    expect(ended.map(e => good(e)).map(x => [x.state, x.issued, x.failed])).toEqual([
      ['done', 3, 0],
      ['done', 2, 1],
    ])
    expect(itemsOf(b.id)[0]).toEqual(['failed', 'application-state-wrong'])
    await sound(bench)
  })
  it('stops while the clock stands more than a day before the newest record, until that is confirmed', async () => {
    bench.clock.advance({ days: 10 })
    await issueOneOf(bench, { kind: 'entertainment' })
    const ids = venues(1)
    bench.clock.advance({ days: -2 })
    const batch = batchOf(bench, ids)
    for (let n = 0; n < 30; n++) batchOf(bench, ids) // journal entries at the wrong time hide nothing
    expect(good(await run(batch.id))).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'clock-behind' },
    })
    good(bench.calls.office.confirmClock(ADMIN, { reason: '时间已与标准时间核对' }))
    expect(good(await run(batch.id))).toMatchObject({ state: 'done', issued: 1 })
    expect(actions()).toContain('clock.confirmed')
  })
  it('tells of every item in its result sheet, numbered from one', async () => {
    leave(1)
    const { batch } = await issueAll(bench, venues(2))
    const file = path.join(temporary(), '结果.xlsx')
    good(await bench.calls.issuing.resultSheet(CLERK, { batchId: batch.id, path: file }))
    const nowhere = path.join(bench.dataDir, 'data-key.json', 'x.xlsx')
    expect(await bench.calls.issuing.resultSheet(CLERK, { batchId: batch.id, path: nowhere })).toMatchObject({
      error: { code: 'sheet-not-written' },
    })
    const opened = good(await bench.adapters.tables.open(file))
    const rows: unknown[] = []
    for await (const row of opened.rows()) rows.push(good(row).cells)
    await opened.close()
    expect(rows).toMatchObject([
      { 序号: '1', 结果: '已制证', 证照类型: '娱乐经营许可证' },
      { 序号: '2', 结果: '失败' },
    ])
  })
})

describe('a list that is no batch', () => {
  const create = (applicationIds: readonly string[]) =>
    bench.calls.issuing.createBatch(CLERK, { applicationIds })
  it('is refused before anything is laid down', async () => {
    const id = venue(1)
    expect(create([])).toMatchObject({ error: { code: 'batch-empty' } })
    expect(create([id, id])).toMatchObject({ error: { code: 'application-twice' } })
    expect(create(Array.from({ length: 50_001 }, String))).toMatchObject({
      error: { code: 'batch-too-large' },
    })
    expect(create([id, 'x'])).toMatchObject({
      error: { code: 'application-state-wrong', data: { application: 'x' } },
    })
    expect(bench.read(s => s.batches.list(9))).toEqual([])
    const missing = { error: { code: 'batch-not-found' } }
    expect(await run('x')).toMatchObject(missing)
    expect(bench.calls.issuing.results(CLERK, { batchId: 'x' })).toMatchObject(missing)
  })
})
