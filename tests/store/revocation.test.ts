import { expect, it } from 'vitest'
import { changesSince } from '../../national-store/usecases/changes/changes-since.ts'
import { decideStatus } from '../../national-store/usecases/licences/decide-status.ts'
import { receiveBatch } from '../../national-store/usecases/records/receive-batch.ts'
import { makeRevocationList } from '../../national-store/usecases/revocation/make-revocation-list.ts'
import { newestRevocationList } from '../../national-store/usecases/revocation/newest-revocation-list.ts'
import { revokedStatus } from '../../shared/domain/sync/revoked-codes.ts'
import { fromHex, fromUtf8 } from '../../shared/kernel/bytes.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { licenceStatusChange } from '../../shared/protocol/changes.ts'
import { revocationListSchema } from '../../shared/protocol/revocation.ts'
import { BEIJING, BEIJING_2, counter, sha256, type Counter } from './counter.ts'
import { eachStore } from './each-store.ts'
import { lentNumbers } from './lent.ts'
import { openEnvelope, recordPorts, type TestPorts } from './record-ports.ts'

const DECISION = { reason: '骗取许可', decisionNumber: '文旅罚〔2026〕3号', byName: '文化和旅游部' }

const send = async (ports: TestPorts, from: Counter, batchId: string): Promise<readonly string[]> => {
  const input = { batchId, head: from.head(), records: from.records }
  const { receipt } = mustBeOk(await receiveBatch(ports)(from.caller, input), batchId)
  return (openEnvelope(receipt) as { verdicts: { verdict: string }[] }).verdicts.map(v => v.verdict)
}

const statusesOf = async (ports: TestPorts): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await ports.db.sql.query<{ id: string; status: string }>('SELECT id, status FROM licences')).map(row => [
      row.id,
      row.status,
    ]),
  )

const toldTo = async (ports: TestPorts, caller: typeof BEIJING) =>
  mustBeOk(await changesSince(ports)(caller, { after: 0 }), 'changes')
    .changes.filter(change => change.type === 'licence-status')
    .map(change => licenceStatusChange.parse(change.body))

eachStore('statuses and the revocation list', store => {
  const opened = async () => {
    const ports = recordPorts(await store.fresh())
    ports.held.all = true
    return { ports, from: counter(BEIJING), numbers: await lentNumbers(ports, BEIJING, 20) }
  }

  it('lists what looks valid and is not, and a reader finds each by its identifier', async () => {
    const { ports, from, numbers } = await opened()
    const list = makeRevocationList(ports)
    expect(await newestRevocationList(ports)()).toMatchObject({ error: { code: 'list-not-made' } })
    expect(await list()).toMatchObject({ number: 1, count: 0 })
    const licences = numbers.slice(0, 8).map(number => from.issue({ number }))
    from.changeStatus(licences[0]!, 'suspended', 'suspend')
    from.changeStatus(licences[1]!, 'cancelled', 'cancel')
    from.changeStatus(licences[2]!, 'revoked', 'revoke')
    from.changeStatus(licences[3]!, 'withdrawn', 'withdraw')
    from.issue({ number: numbers[4]!, previous: licences[4]! })
    expect(new Set(await send(ports, from, 'b-1'))).toEqual(new Set(['accepted']))
    expect(await list()).toEqual({ number: 2, count: 5, nextUpdate: '2026-03-17' })
    expect(await list()).toEqual({ number: 2, count: 5, nextUpdate: '2026-03-17' }) // nothing has changed
    ports.clock.set('2026-03-14T03:00:00.000Z')
    expect(await list()).toEqual({ number: 3, count: 5, nextUpdate: '2026-03-21' }) // the old one grows old
    const file = fromUtf8(mustBeOk(await newestRevocationList(ports)(), 'list'))
    const read = revocationListSchema.parse(openEnvelope(file))
    expect([read.number, read.nextUpdate]).toEqual([3, '2026-03-21'])
    const entries = Buffer.from(read.entries, 'base64')
    expect(entries.length).toBe(45)
    const told = licences.map(licence => revokedStatus(entries, fromHex(sha256(licence.identifier!))))
    expect(told).toEqual([
      'suspended',
      'cancelled',
      'revoked',
      'withdrawn',
      'superseded',
      undefined,
      undefined,
      undefined,
    ])
    // Past its last day a licence looks expired by itself.
    ports.clock.set('2030-01-01T00:00:00.000Z')
    expect(await list()).toMatchObject({ number: 4, count: 0 })
    const news = mustBeOk(await changesSince(ports)(BEIJING, { after: 0 }), 'changes').changes
    expect(news.filter(change => change.type === 'revocation-list')).toHaveLength(3) // the first one was made before any office had sent anything
  })

  it('tells the other workstations of the office what one of them has made of a licence', async () => {
    const { ports, from, numbers } = await opened()
    const licence = from.issue({ number: numbers[0]! })
    from.changeStatus(licence, 'suspended', 'suspend')
    await send(ports, from, 'b-1')
    expect(await toldTo(ports, BEIJING)).toEqual([])
    expect(await toldTo(ports, BEIJING_2)).toEqual([
      {
        identifier: licence.identifier,
        number: licence.number,
        status: 'suspended',
        since: '2026-03-02T01:00:00.000Z',
        reason: '样例事由',
        decisionNumber: '样例〔2026〕1号',
        by: BEIJING.officeName,
      },
    ])
  })

  it('lets a revocation made at the store stand against a change made at a counter that did not know, and tells the clerk', async () => {
    const { ports, from, numbers } = await opened()
    const licence = from.issue({ number: numbers[0]! })
    await send(ports, from, 'b-1')
    const decided = await decideStatus(ports)({
      identifier: licence.identifier!,
      status: 'revoked',
      ...DECISION,
    })
    expect(decided).toEqual({ ok: true, value: { identifier: licence.identifier } })

    const next = from.issue({ number: numbers[0]!, previous: licence })
    from.changeStatus(next, 'suspended', 'suspend')
    expect(new Set(await send(ports, from, 'b-2'))).toEqual(new Set(['already', 'accepted']))
    expect(await statusesOf(ports)).toEqual({
      [licence.identifier!]: 'revoked',
      [next.identifier!]: 'revoked',
    })
    const told = await toldTo(ports, BEIJING)
    expect(told.map(change => [change.identifier, change.status])).toEqual([
      [licence.identifier, 'revoked'],
      [licence.identifier, 'revoked'],
      [next.identifier, 'revoked'],
      [next.identifier, 'revoked'],
    ])
    const { reason, decisionNumber, byName: by } = DECISION
    for (const change of told) expect(change).toMatchObject({ reason, decisionNumber, by })
    expect(await makeRevocationList(ports)()).toMatchObject({ count: 2 })
    const nobody = await decideStatus(ports)({ identifier: 'nobody', status: 'revoked', ...DECISION })
    expect(nobody).toMatchObject({ error: { code: 'licence-not-found' } })
  })

  it('lets the store decide on the newest version, whichever is named, and lift what it decided', async () => {
    const { ports, from, numbers } = await opened()
    const first = from.issue({ number: numbers[0]! })
    const second = from.issue({ number: numbers[0]!, previous: first })
    await send(ports, from, 'b-1')
    const decide = (status: 'suspended' | 'valid') =>
      decideStatus(ports)({ identifier: first.identifier!, status, ...DECISION })
    expect(await decide('suspended')).toEqual({ ok: true, value: { identifier: second.identifier } })
    expect(await statusesOf(ports)).toMatchObject({
      [first.identifier!]: 'superseded',
      [second.identifier!]: 'suspended',
    })
    await decide('valid')
    from.changeStatus(second, 'cancelled', 'cancel', '2026-03-20T01:00:00.000Z' as never)
    await send(ports, from, 'b-2')
    expect(await statusesOf(ports)).toMatchObject({ [second.identifier!]: 'cancelled' })
  })

  it('keeps a status that came behind metadata which were returned, for when they are right', async () => {
    const { ports, from, numbers } = await opened()
    const licence = from.issue({ number: numbers[0]!, values: { holderName: '' } })
    from.changeStatus(licence, 'suspended', 'suspend')
    await send(ports, from, 'b-1')
    expect(await statusesOf(ports)).toEqual({})
    const [bad] = from.records
    const payload = bad!.payload as { fields: object; values: object }
    from.append({
      type: 'licence-metadata',
      subject: licence.identifier!,
      payload: {
        ...payload,
        corrects: bad!.recordId,
        fields: { ...payload.fields, CZZT: '北京样例有限公司' },
        values: { ...payload.values, holderName: '北京样例有限公司' },
      },
    })
    await send(ports, from, 'b-2')
    expect(await statusesOf(ports)).toEqual({ [licence.identifier!]: 'suspended' })
  })
})
