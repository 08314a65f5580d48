import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type WorkstationCaller } from '../../national-store/ports/caller.ts'
import { type Database, type Sql } from '../../national-store/ports/sql.ts'
import { auditBlocks } from '../../national-store/usecases/blocks/audit-blocks.ts'
import { giveBackBlock } from '../../national-store/usecases/blocks/give-back-block.ts'
import { leaseBlock, type LeaseInput } from '../../national-store/usecases/blocks/lease-block.ts'
import { layDownNumberRules } from '../../national-store/usecases/blocks/number-rules.ts'
import { receiveBatch } from '../../national-store/usecases/records/receive-batch.ts'
import { numberAt, type NumberBlock } from '../../shared/domain/numbering/block.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { BEIJING, BEIJING_2, counter, SHANGHAI } from './counter.ts'
import { eachStore } from './each-store.ts'
import { leased, selectorOf } from './lent.ts'
import { openEnvelope, recordPorts, type TestPorts } from './record-ports.ts'

const CALLERS = [BEIJING, BEIJING_2, SHANGHAI] as const

const asked = (caller: WorkstationCaller, requestId: string, count: number): LeaseInput => ({
  requestId,
  kind: 'network-culture',
  selector: selectorOf('network-culture', caller),
  count,
})

interface LentRow extends NumberBlock {
  readonly returned: number | null
}

/** Everything that is lent now and could be on a licence: numbers, and the country's own serials. */
async function lentNow(db: Database): Promise<{ numbers: string[]; serials: number[] }> {
  const rows = await db.sql.query<LentRow>(
    `SELECT block_id AS "blockId", template, counters, count, returned_next AS returned FROM number_blocks`,
  )
  const numbers: string[] = []
  const serials: number[] = []
  for (const block of rows)
    for (let place = 0; place < (block.returned ?? block.count); place++) {
      numbers.push(numberAt(block, place))
      serials.push((block.counters['national']?.from ?? 0) + place)
    }
  return { numbers, serials }
}

const twice = (values: readonly unknown[]): number => values.length - new Set(values).size

/** A store whose counters are read without being held: both leases have read before either of them writes. */
function withoutLock(db: Database): Database {
  let waiting: (() => void)[] = []
  const together = (): Promise<void> =>
    new Promise(go => {
      waiting.push(go)
      if (waiting.length < 2) return
      for (const each of waiting) each()
      waiting = []
    })
  const sql: Sql = {
    async query(text, params) {
      const rows = await db.sql.query(text, params) // by itself: what it held is let go at once
      if (!text.startsWith('INSERT INTO number_counters')) return rows as never
      await together()
      return rows as never
    },
  }
  return { ...db, write: work => work(sql) }
}

interface Act {
  readonly who: number
  readonly count: number
  readonly act: 'lease' | 'again' | 'give-back'
  readonly part: number
}

const acts = fc.array(
  fc.record({
    who: fc.nat({ max: CALLERS.length - 1 }),
    count: fc.integer({ min: 1, max: 9 }),
    act: fc.constantFrom('lease' as const, 'lease' as const, 'again' as const, 'give-back' as const),
    part: fc.nat({ max: 9 }),
  }),
  { minLength: 2, maxLength: 10 },
)

eachStore('number blocks', store => {
  const opened = async (): Promise<TestPorts> => {
    const ports = recordPorts(await store.fresh())
    await layDownNumberRules(ports)
    return ports
  }

  it('never lends a number twice, however leases and returns of several processes meet', async () => {
    const ports = await opened()
    const processes = [ports, recordPorts(store.beside(ports.db)), recordPorts(store.beside(ports.db))]
    const blocks: { block: NumberBlock; who: number }[] = []
    let requests = 0
    const perform = async ({ who, count, act, part }: Act, turn: number): Promise<void> => {
      const at = processes[turn % processes.length]!
      const caller = CALLERS[who]!
      if (act === 'give-back') {
        const own = blocks.filter(one => one.who === who)
        const chosen = own[part % Math.max(1, own.length)]
        if (chosen) await giveBackBlock(at)(caller, { blockId: chosen.block.blockId, next: part })
        return
      }
      const input = asked(caller, `p-${++requests}`, count)
      const both = await Promise.all(
        (act === 'again' ? [at, processes[0]!] : [at]).map(each => leaseBlock(each)(caller, input)),
      )
      const envelopes = both.map(answer => mustBeOk(answer, 'lease').block)
      expect(new Set(envelopes).size).toBe(1)
      blocks.push({ block: openEnvelope(envelopes[0]!) as NumberBlock, who })
    }
    await fc.assert(
      fc.asyncProperty(acts, async list => {
        await Promise.all(list.map(perform))
        const { numbers, serials } = await lentNow(ports.db)
        expect([twice(numbers), twice(serials)]).toEqual([0, 0])
      }),
      { numRuns: 15 },
    )
  })

  it('control: without the lock the same check finds numbers that were lent twice', async () => {
    const ports = await opened()
    await leased(ports, BEIJING, 'network-culture', 1)
    const broken = { ...ports, db: withoutLock(ports.db) }
    await Promise.all([
      leaseBlock(broken)(BEIJING, asked(BEIJING, 'c-1', 5)),
      leaseBlock(broken)(BEIJING_2, asked(BEIJING_2, 'c-2', 5)),
    ])
    const { numbers } = await lentNow(ports.db)
    expect(twice(numbers)).toBeGreaterThan(0)
  })

  it('gives the same request the same block, and another under its id none', async () => {
    const ports = await opened()
    const input = asked(BEIJING, 'r-same', 10)
    const first = mustBeOk(await leaseBlock(ports)(BEIJING, input), 'lease')
    expect(mustBeOk(await leaseBlock(ports)(BEIJING, input), 'again')).toEqual(first)
    const block = openEnvelope(first.block) as NumberBlock
    expect(block).toMatchObject({
      workstationId: BEIJING.workstationId,
      issuerCode: BEIJING.officeCode,
      template: '京网文〔2026〕{national:4}-{local:3}号',
      count: 10,
      validUntil: '2026-12-31',
    })
    const other = await leaseBlock(ports)(BEIJING, { ...input, count: 11 })
    expect(other).toMatchObject({ ok: false, error: { code: 'request-differs' } })
    // Another office's request of the same id is another request.
    mustBeOk(await leaseBlock(ports)(SHANGHAI, asked(SHANGHAI, 'r-same', 3)), 'Shanghai')
  })

  it('refuses facts of another office or year, kinds without a rule, a dry series and too many unused numbers', async () => {
    const ports = await opened()
    const lease = (over: Partial<LeaseInput>, caller = BEIJING) =>
      leaseBlock(ports)(caller, {
        ...asked(caller, `x-${JSON.stringify(over).length}-${Math.random()}`, 5),
        ...over,
      })
    const unfit = { ok: false, error: { code: 'block-selector-unfit' } }
    expect(await lease({ selector: { province: '310000', year: '2026' } })).toMatchObject(unfit)
    expect(await lease({ selector: { province: '110000', year: '2024' } })).toMatchObject(unfit)
    expect(await lease({ selector: { province: '110000' } })).toMatchObject(unfit)
    expect(
      await lease({ kind: 'entertainment', selector: { region: '110000', class: 'unheard-of' } }),
    ).toMatchObject(unfit)
    expect(await lease({ count: 900 })).toMatchObject({ ok: true })
    const last = mustBeOk(await lease({ count: 900 }), 'the rest')
    expect((openEnvelope(last.block) as NumberBlock).count).toBe(99)
    expect(await lease({})).toMatchObject({ error: { code: 'block-series-dry' } })
    await ports.db.sql.query(`UPDATE number_rules SET most_unused = 1000 WHERE kind = 'network-culture'`)
    expect(await lease({ count: 1 })).toMatchObject({ error: { code: 'block-series-dry' } })
    expect(await lease({ count: 2, requestId: 'x-spent' })).toMatchObject({
      error: { code: 'block-allowance-spent' },
    })
    await ports.db.sql.query(`DELETE FROM number_rules WHERE kind = 'tour-guide'`)
    expect(await lease({ kind: 'tour-guide', selector: { province: '110000' } })).toMatchObject({
      error: { code: 'block-series-unknown' },
    })
  })

  it('takes back what was not used, lends it anew, and tells gaps and use', async () => {
    const ports = await opened()
    ports.held.all = true
    const block = await leased(ports, BEIJING, 'network-culture', 10)
    const from = counter(BEIJING)
    for (const place of [0, 1, 3]) from.issue({ number: numberAt(block, place) })
    const batch = { batchId: 'b-1', head: from.head(), records: from.records }
    mustBeOk(await receiveBatch(ports)(BEIJING, batch), 'batch')

    const back = giveBackBlock(ports)
    const { blockId } = block
    expect(await back(SHANGHAI, { blockId, next: 4 })).toMatchObject({ error: { code: 'block-unknown' } })
    expect(await back(BEIJING, { blockId, next: 3 })).toMatchObject({ error: { code: 'block-number-used' } })
    expect(await back(BEIJING, { blockId, next: 6 })).toEqual({ ok: true, value: { blockId, given: 4 } })
    expect(await back(BEIJING, { blockId, next: 6 })).toEqual({ ok: true, value: { blockId, given: 4 } })
    expect(await back(BEIJING, { blockId, next: 7 })).toMatchObject({ error: { code: 'block-given-back' } })

    const anew = await leased(ports, BEIJING_2, 'network-culture', 3)
    expect(numberAt(anew, 0)).toBe(numberAt(block, 6))
    const [first, second] = await auditBlocks(ports)(BEIJING.officeCode)
    expect(first).toMatchObject({ blockId, count: 10, used: 3, gaps: 1, firstGap: 2, returnedNext: 6 })
    expect(second).toMatchObject({
      workstationId: 'WS-110000-02',
      count: 3,
      used: 0,
      gaps: 0,
      firstGap: null,
    })

    // The machine that gave them back may not use them any more, and the one that has them now may.
    from.issue({ number: numberAt(block, 6) })
    const to = counter(BEIJING_2)
    to.issue({ number: numberAt(anew, 0) })
    const verdicts = async (each: typeof from) => {
      const input = { batchId: 'b-2', head: each.head(), records: each.records }
      const { receipt } = mustBeOk(await receiveBatch(ports)(each.caller, input), 'batch')
      return (openEnvelope(receipt) as { verdicts: { verdict: string; reasons: { code: string }[] }[] })
        .verdicts
    }
    expect((await verdicts(from))[12]!.reasons.map(reason => reason.code)).toEqual(['number-not-lent'])
    expect((await verdicts(to)).map(v => v.verdict)).toEqual(Array(4).fill('accepted'))
  })
})
