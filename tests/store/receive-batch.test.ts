import { expect, it } from 'vitest'
import { type WorkstationCaller } from '../../national-store/ports/caller.ts'
import { batchReceipt } from '../../national-store/usecases/records/batch-receipt.ts'
import { receiveBatch } from '../../national-store/usecases/records/receive-batch.ts'
import { KIND_IDS } from '../../shared/domain/kinds/kind.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { receiptSchema, type Receipt } from '../../shared/protocol/records.ts'
import { BEIJING, BEIJING_2, counter, SHANGHAI, type Counter } from './counter.ts'
import { eachStore } from './each-store.ts'
import { lentNumbers } from './lent.ts'
import { openEnvelope, recordPorts, type TestPorts } from './record-ports.ts'

const receiptOf = (answer: { receipt: string }): Receipt => receiptSchema.parse(openEnvelope(answer.receipt))

const send = async (
  ports: TestPorts,
  from: Counter,
  batchId: string,
  records: readonly OutboxRecord[] = from.records,
): Promise<Receipt> =>
  receiptOf(
    mustBeOk(await receiveBatch(ports)(from.caller, { batchId, head: from.head(), records }), batchId),
  )

const rowsOf = async (ports: TestPorts, table: string): Promise<number> =>
  (await ports.db.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n

eachStore('receiving a batch', store => {
  const opened = async (caller: WorkstationCaller = BEIJING) => {
    const ports = recordPorts(await store.fresh())
    ports.held.all = true
    const from = counter(caller)
    return { ports, from, numbers: await lentNumbers(ports, caller, 20) }
  }

  it('takes licences of every kind over, as a workstation issues them', async () => {
    const { ports, from } = await opened()
    for (const kind of KIND_IDS) {
      const [number = ''] = await lentNumbers(ports, BEIJING, 1, kind)
      from.issue({ kind, number, values: kind === 'travel-agency' ? { scope: ['domestic', 'inbound'] } : {} })
    }
    const receipt = await send(ports, from, 'b-1')
    expect(receipt.verdicts.flatMap(v => v.reasons)).toEqual([])
    expect(receipt.verdicts.map(v => v.verdict)).toEqual(from.records.map(() => 'accepted'))
    expect(receipt.missing).toEqual([])
    expect(await rowsOf(ports, 'licences')).toBe(7)
    expect(await rowsOf(ports, 'licences_11_2026')).toBe(7)
    for (const table of [
      'licence_keys',
      'licence_numbers',
      'catalogue_rows',
      'item_data',
      'seal_uses',
      'numbers_seen',
    ])
      expect([table, await rowsOf(ports, table)]).toEqual([table, 7])
  })

  it('takes nothing that one office says of a licence of another, also before that one has told of it', async () => {
    const { ports } = await opened()
    const [number = ''] = await lentNumbers(ports, SHANGHAI, 1)
    const theirs = counter(SHANGHAI)
    const licence = theirs.issue({ number })
    theirs.changeStatus(licence, 'revoked', 'revoke')
    const said = receiptOf(
      mustBeOk(
        await receiveBatch(ports)(BEIJING, { batchId: 'b-1', head: theirs.head(), records: theirs.records }),
        'b-1',
      ),
    )
    expect(said.verdicts.map(v => v.verdict)).toEqual(theirs.records.map(() => 'returned'))
    for (const table of ['licences', 'item_data', 'seal_uses', 'status_events'])
      expect([table, await rowsOf(ports, table)]).toEqual([table, 0])
    const own = counter(SHANGHAI)
    own.issue({ number })
    const receipt = await send(ports, own, 'b-2')
    expect(receipt.verdicts.map(v => v.verdict)).toEqual(own.records.map(() => 'accepted'))
    const [row] = await ports.db.sql.query<{ status: string }>('SELECT status FROM licences')
    expect(row?.status).toBe('valid')
  })

  it('answers the same batch with the same receipt, and another under its id not at all', async () => {
    const { ports, from, numbers } = await opened()
    from.issue({ number: numbers[0]! })
    const input = { batchId: 'b-1', head: from.head(), records: from.records }
    const first = mustBeOk(await receiveBatch(ports)(BEIJING, input), 'first')
    ports.clock.set('2026-03-11T00:00:00.000Z')
    expect(mustBeOk(await receiveBatch(ports)(BEIJING, input), 'second')).toEqual(first)
    expect(mustBeOk(await batchReceipt(ports)(BEIJING, { batchId: 'b-1' }), 'receipt')).toEqual(first)
    const other = await receiveBatch(ports)(BEIJING, { ...input, records: from.records.slice(1) })
    expect(other).toMatchObject({ ok: false, error: { code: 'batch-differs' } })
    expect(await batchReceipt(ports)(BEIJING_2, { batchId: 'b-1' })).toMatchObject({
      error: { code: 'batch-unknown' },
    })
    expect(await rowsOf(ports, 'chain_records')).toBe(4)
  })

  it('says of a record that it holds already, under another batch and twice in one', async () => {
    const { ports, from, numbers } = await opened()
    from.issue({ number: numbers[0]! })
    await send(ports, from, 'b-1', from.records.slice(0, 2))
    const again = await send(ports, from, 'b-2', [...from.records, structuredClone(from.records[3]!)])
    expect(again.verdicts.map(v => v.verdict)).toEqual([
      'already',
      'already',
      'accepted',
      'accepted',
      'already',
    ])
    expect(await rowsOf(ports, 'chain_records')).toBe(4)
  })

  it('names what is missing up to the head, and nothing once it has come', async () => {
    const { ports, from, numbers } = await opened()
    for (const number of numbers.slice(0, 3)) from.issue({ number })
    const pick = (...seqs: number[]) => from.records.filter(r => seqs.includes(r.seq))
    expect((await send(ports, from, 'b-1', pick(5, 6))).missing).toEqual([
      [1, 4],
      [7, 12],
    ])
    expect((await send(ports, from, 'b-2', pick(1, 2, 9))).missing).toEqual([
      [3, 4],
      [7, 8],
      [10, 12],
    ])
    expect((await send(ports, from, 'b-3', pick(3, 4, 7, 8))).missing).toEqual([[10, 12]])
    expect((await send(ports, from, 'b-4', pick(10, 11, 12))).missing).toEqual([])
    const [chain] = await ports.db.sql.query('SELECT complete_to, head_seq FROM chains')
    expect(chain).toEqual({ complete_to: 12, head_seq: 12 })
  })

  it('takes nothing of a batch that does not fit its chain', async () => {
    const { ports, from, numbers } = await opened()
    const twin = counter(BEIJING)
    from.issue({ number: numbers[0]! })
    twin.issue({ number: numbers[1]! })
    from.issue({ number: numbers[2]! })
    twin.issue({ number: numbers[3]! })
    await send(ports, from, 'b-1', from.records.slice(0, 4))
    const [first] = from.records
    const cases = [
      ['hash-wrong', [{ ...first!, subject: 'other' }]],
      ['hash-wrong', [...from.records.slice(4), { ...from.records[5]!, payload: {} }]],
      ['other-kept', twin.records.slice(0, 1)],
      ['link-wrong', twin.records.slice(4)],
      ['other-kept', [from.records[4]!, twin.records[4]!]],
    ] as const
    for (const [index, [fault, records]] of cases.entries()) {
      const input = { batchId: `bad-${index}`, head: from.head(), records: [...records] as OutboxRecord[] }
      const answer = await receiveBatch(ports)(BEIJING, input)
      expect(answer).toMatchObject({ ok: false, error: { code: 'chain-broken', data: { fault } } })
    }
    const head = { seq: 4, hash: twin.records[3]!.hash }
    const input = { batchId: 'bad-head', head, records: from.records.slice(4) }
    expect(await receiveBatch(ports)(BEIJING, input)).toMatchObject({
      error: { data: { fault: 'other-kept' } },
    })
    expect(await rowsOf(ports, 'chain_records')).toBe(4)
    expect(await rowsOf(ports, 'batches')).toBe(1)
  })

  it('returns a bad record with its field, rule and value, and takes the others; a correction takes its place', async () => {
    const { ports, from, numbers } = await opened()
    const bad = from.issue({ number: numbers[0]!, values: { holderName: '' } })
    from.issue({ number: numbers[1]! })
    const receipt = await send(ports, from, 'b-1')
    expect(receipt.verdicts.map(v => v.verdict)).toEqual(['returned', ...Array(7).fill('accepted')])
    expect(receipt.verdicts[0]!.reasons).toEqual([
      expect.objectContaining({ code: 'missing', field: 'CZZT', value: null }),
    ])
    expect(await rowsOf(ports, 'licences')).toBe(1)

    const [returned] = from.records
    const payload = returned!.payload as { fields: object; values: object }
    const corrected = {
      ...payload,
      corrects: returned!.recordId,
      fields: { ...payload.fields, CZZT: '北京样例网络有限公司' },
      values: { ...payload.values, holderName: '北京样例网络有限公司' },
    }
    from.append({ type: 'licence-metadata', subject: bad.identifier!, payload: corrected })
    from.append({ type: 'licence-metadata', subject: bad.identifier!, payload: corrected })
    const second = await send(ports, from, 'b-2')
    expect(second.verdicts.map(v => v.verdict)).toEqual([
      'returned',
      ...Array(7).fill('already'),
      'accepted',
      'returned',
    ])
    expect(second.verdicts[9]!.reasons.map(r => r.code)).toContain('corrects-unknown')
    expect(await rowsOf(ports, 'licences')).toBe(2)
    const [row] = await ports.db.sql.query('SELECT verdict, corrected_by FROM chain_records WHERE seq = 1')
    expect(row).toEqual({ verdict: 'returned', corrected_by: from.records[8]!.recordId })
  })

  it('keeps and returns what no database would keep as it is, and takes the others', async () => {
    const { ports, from, numbers } = await opened()
    const licence = from.issue({ number: numbers[0]! })
    const nasty: readonly object[] = [
      { ...(from.records[0]!.payload as object), values: { holderName: 'a\u0000b' } },
      { ...(from.records[0]!.payload as object), fields: { CZZT: '\ud800' } },
      { ...(from.records[1]!.payload as object), certificate_holder: '\udc00', more: 'x' },
      { certificate: '\u0000', seal: '', documentDigest: from.file(licence) },
      { ...(from.records[1]!.payload as object), certificate_holder: `${'x'.repeat(199)}\u{20000}` },
    ]
    const types = ['licence-metadata', 'licence-metadata', 'catalogue', 'seal-use', 'catalogue'] as const
    for (const [i, payload] of nasty.entries())
      from.append({ type: types[i]!, subject: licence.identifier!, payload: payload as never })
    from.append({
      type: 'status',
      subject: licence.identifier!,
      payload: {
        number: '',
        status: 'valid',
        since: '0000-01-01T00:00:00.000Z',
        reason: null,
        decisionNumber: null,
      },
    })
    from.issue({ number: numbers[1]!, values: { holderName: 'C:\\u0000 样例' } }) // a backslash and letters: no NUL
    const receipt = await send(ports, from, 'b-1')
    expect(receipt.verdicts.map(v => v.verdict)).toEqual([
      ...Array(4).fill('accepted'),
      ...Array(6).fill('returned'),
      ...Array(4).fill('accepted'),
    ])
    const rows = await ports.db.sql.query<{ payload: string }>(
      'SELECT payload FROM chain_records ORDER BY seq',
    )
    expect(rows.map(row => JSON.parse(row.payload) as unknown)).toEqual(from.records.map(r => r.payload))
  })

  it('gives two processes that handle the same batch at once one receipt', async () => {
    const { ports, from, numbers } = await opened()
    for (const number of numbers.slice(0, 10)) from.issue({ number })
    const others = [0, 1, 2].map(() => ({
      ...ports,
      ...recordPorts(store.beside(ports.db)),
      files: ports.files,
    }))
    const input = { batchId: 'b-1', head: from.head(), records: from.records }
    const answers = await Promise.all(others.map(each => receiveBatch(each)(BEIJING, input)))
    expect(new Set(answers.map(answer => mustBeOk(answer, 'answer').receipt)).size).toBe(1)
    expect(await rowsOf(ports, 'chain_records')).toBe(40)
    expect(await rowsOf(ports, 'batches')).toBe(1)
  })

  it('gives numbers that two offices claim at once to one of them each, and returns them to the other', async () => {
    const { ports } = await opened()
    const claim = (caller: WorkstationCaller): Counter => {
      const from = counter(caller)
      for (let i = 0; i < 30; i++)
        from.takeStock({ kind: 'commercial-performance', number: `京市演${i + 1000}号` })
      return from
    }
    const both = [claim(BEIJING), claim(SHANGHAI)]
    const receipts = await Promise.all(
      both.map(from => send({ ...recordPorts(store.beside(ports.db)), files: ports.files }, from, 'b-1')),
    )
    const [one = [], other = []] = receipts.map(receipt => receipt.verdicts.map(v => v.verdict))
    expect(one.map((verdict, i) => [verdict, other[i]].sort())).toEqual(
      one.map(() => ['accepted', 'returned']),
    )
    const returned = receipts.flatMap(receipt => receipt.verdicts.flatMap(v => v.reasons))
    expect(new Set(returned.map(reason => reason.code))).toEqual(new Set(['number-twice']))
    expect(await rowsOf(ports, 'licence_numbers')).toBe(30)
    expect(await rowsOf(ports, 'licences')).toBe(30)
  })
})
