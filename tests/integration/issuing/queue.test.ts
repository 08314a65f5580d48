import { expect, it } from 'vitest'
import { bench } from './counter.ts'
import { approved, batchOf, CLERK, good } from './support.ts'

it('lists what is approved, page by page and by kind, and makes a batch of all of it', async () => {
  const cards = [0, 1, 2].map(example => approved(bench, { kind: 'tour-guide', example: example % 2 }))
  const one = approved(bench, { kind: 'network-culture' })
  const { issuing } = bench.calls
  const first = good(issuing.queue(CLERK, { limit: 2 }))
  expect(first).toMatchObject({ total: 4, cursor: expect.any(String) })
  expect(first.kinds.map(k => [k.kind, k.count])).toEqual([
    ['network-culture', 1],
    ['tour-guide', 3],
  ])
  const second = good(issuing.queue(CLERK, { limit: 2, after: first.cursor! }))
  expect(second.cursor).toBeNull()
  expect([...first.items, ...second.items].map(row => row.applicationId)).toEqual([...cards, one])
  expect(first.items[0]).toMatchObject({ approvedByName: '样例审批员', kindName: { zh: '导游证' } })
  expect(good(issuing.queue(CLERK, { limit: 5, kind: 'network-culture' })).items).toHaveLength(1)
  expect(good(await issuing.createBatchOfAll(CLERK, { kind: 'tour-guide' })).total).toBe(3)
  expect(good(await issuing.createBatchOfAll(CLERK, {})).total).toBe(4)
  expect(await issuing.createBatchOfAll(CLERK, { kind: 'entertainment' })).toMatchObject({
    error: { code: 'batch-empty' },
  })
})

it('tells the lines of a batch with what became of each and of its paper', async () => {
  const ids = [0, 1].map(example => approved(bench, { kind: 'tour-guide', example }))
  const { issuing, printing } = bench.calls
  const batch = batchOf(bench, ids)
  const ask = { batchId: batch.id, after: 0, limit: 1, states: ['waiting', 'issued'] } as const
  expect(good(issuing.lines(CLERK, ask))).toMatchObject({
    cursor: 1,
    items: [{ state: 'waiting', number: null }],
  })
  good(await issuing.run(CLERK, { batchId: batch.id, pins: bench.pins }))
  const all = { ...ask, limit: 10 }
  const lines = good(issuing.lines(CLERK, all)).items
  expect(lines.map(line => [line.state, line.paper])).toEqual([
    ['issued', 'none'],
    ['issued', 'none'],
  ])
  const licenceId = lines[0]!.licenceId!
  const paper = () => good(issuing.lines(CLERK, all)).items[0]!.paper
  const { act } = good(await printing.prepare(CLERK, { licenceId, purpose: 'print' }))
  expect(paper()).toBe('asked')
  good(printing.record(CLERK, { printId: act.id, result: 'good' }))
  expect(paper()).toBe('good')
  good(printing.handOver(CLERK, { licenceId, receiverName: '样例' }))
  expect(paper()).toBe('handed-over')
  expect(issuing.lines(CLERK, { ...all, batchId: 'x' })).toMatchObject({ error: { code: 'batch-not-found' } })
}, 60_000)
