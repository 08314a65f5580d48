import fc from 'fast-check'
import { expect, it } from 'vitest'
import { receiveBatch, type ReceiveBatchInput } from '../../national-store/usecases/records/receive-batch.ts'
import { numberAt } from '../../shared/domain/numbering/block.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { type Receipt } from '../../shared/protocol/records.ts'
import { BEIJING, counter, type Counter } from './counter.ts'
import { eachStore } from './each-store.ts'
import { leased } from './lent.ts'
import { openEnvelope, recordPorts, type TestPorts } from './record-ports.ts'

let counters = 0

/** A day at the counter: good licences, one that is changed, one that is revoked, and one that the store will return. */
async function aDay(
  ports: TestPorts,
): Promise<{ from: Counter; byLicence: readonly (readonly OutboxRecord[])[] }> {
  const from = counter({ ...BEIJING, workstationId: `WS-110000-${100 + ++counters}` })
  const block = await leased(ports, from.caller, 'tour-guide', 5)
  const issue = (place: number, more: object = {}) =>
    from.issue({ kind: 'tour-guide', number: numberAt(block, place), ...more })
  const marks: number[] = [0]
  const mark = () => marks.push(from.records.length)
  const changed = issue(0)
  issue(0, { previous: changed })
  mark()
  from.changeStatus(issue(1), 'revoked', 'revoke')
  mark()
  issue(2, { values: { holderName: '' } })
  mark()
  issue(3)
  mark()
  issue(4)
  mark()
  return { from, byLicence: marks.slice(1).map((end, i) => from.records.slice(marks[i], end)) }
}

/** What the store holds of a workstation, without what differs from one run to the next. */
async function held(ports: TestPorts, { caller, records }: Counter): Promise<object> {
  const ask = (text: string) => ports.db.sql.query(text, [caller.workstationId])
  const subjects = [...new Set(records.map(record => record.subject))]
  const licences = await ports.db.sql.query<{ id: string }>(
    'SELECT id, version, status, (successor IS NOT NULL) AS replaced FROM licences WHERE workstation_id = $1',
    [caller.workstationId],
  )
  return {
    records: await ask('SELECT seq, type, verdict FROM chain_records WHERE workstation_id = $1 ORDER BY seq'),
    chain: await ask('SELECT complete_to, head_seq FROM chains WHERE workstation_id = $1'),
    seals: await ask('SELECT seq FROM seal_uses WHERE workstation_id = $1 ORDER BY seq'),
    seen: await ask(
      `SELECT place FROM numbers_seen s JOIN number_blocks b USING (block_id) WHERE b.workstation_id = $1 ORDER BY place`,
    ),
    licences: licences
      .map(({ id, ...row }) => ({ ...row, at: subjects.indexOf(id) }))
      .sort((a, b) => a.at - b.at),
  }
}

interface Schedule {
  /** Which licence's next record comes. */
  readonly picks: readonly number[]
  readonly sizes: readonly number[]
  /** After a batch: this one again, or one before it; at the same time as the next one, or by itself. */
  readonly again: readonly { readonly back: number; readonly together: boolean }[]
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  picks: fc.array(fc.nat({ max: 4 }), { minLength: 40, maxLength: 40 }),
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
  again: fc.array(fc.record({ back: fc.nat({ max: 3 }), together: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  }),
})

/** The records in an order in which those of each licence keep theirs. */
function merged(byLicence: readonly (readonly OutboxRecord[])[], picks: readonly number[]): OutboxRecord[] {
  const queues = byLicence.map(records => [...records])
  const out: OutboxRecord[] = []
  for (const pick of picks) out.push(...(queues[pick % queues.length]?.splice(0, 1) ?? []))
  return [...out, ...queues.flat()]
}

function batchesOf(
  from: Counter,
  order: readonly OutboxRecord[],
  sizes: readonly number[],
): ReceiveBatchInput[] {
  const batches: ReceiveBatchInput[] = []
  for (let at = 0; at < order.length;) {
    const size = sizes[batches.length % sizes.length] ?? 1
    batches.push({ batchId: `b-${batches.length}`, head: from.head(), records: order.slice(at, at + size) })
    at += size
  }
  return batches
}

eachStore('schedules', store => {
  it('come to the same whatever the order, however often a batch comes, and through whichever process', async () => {
    const ports = recordPorts(await store.fresh())
    ports.held.all = true
    const other = { ...recordPorts(store.beside(ports.db)), files: ports.files }
    const plain = await aDay(ports)
    const whole = { batchId: 'b-0', head: plain.from.head(), records: plain.from.records }
    mustBeOk(await receiveBatch(ports)(plain.from.caller, whole), 'whole')
    const expected = await held(ports, plain.from)
    expect(expected).toMatchObject({ chain: [{ complete_to: 26, head_seq: 26 }] })

    await fc.assert(
      fc.asyncProperty(schedules, async ({ picks, sizes, again }) => {
        const { from, byLicence } = await aDay(ports)
        const batches = batchesOf(from, merged(byLicence, picks), sizes)
        const receipts = new Map<string, string>()
        const send = async (through: TestPorts, batch: ReceiveBatchInput): Promise<void> => {
          const { receipt } = mustBeOk(
            await receiveBatch(through)(from.caller, structuredClone(batch)),
            'batch',
          )
          expect(receipts.get(batch.batchId) ?? receipt).toBe(receipt)
          receipts.set(batch.batchId, receipt)
        }
        for (const [index, batch] of batches.entries()) {
          const { back, together } = again[index % again.length]!
          const repeated = batches[Math.max(0, index - back)]!
          if (together) await Promise.all([send(ports, batch), send(other, repeated)])
          else {
            await send(ports, batch)
            await send(other, repeated)
          }
        }
        const last = openEnvelope(receipts.get(batches.at(-1)!.batchId)!) as Receipt
        expect(last.missing).toEqual([])
        expect(await held(ports, from)).toEqual(expected)
      }),
      { numRuns: store.kind === 'pglite' ? 8 : 20 },
    )
  })
})
