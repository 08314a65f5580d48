import { expect, it } from 'vitest'
import { administer } from '../../national-store/app/administration.ts'
import { createSignedEnvelopes } from '../../electron/signing/index.ts'
import { type EnvelopeType } from '../../electron/ports/signed-envelope.ts'
import { numberAt, parseBlock } from '../../shared/domain/numbering/block.ts'
import { utf8 } from '../../shared/kernel/bytes.ts'
import { civilDateOf, type CivilDate } from '../../shared/kernel/instant.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { receiptSchema } from '../../shared/protocol/records.ts'
import { revocationListSchema } from '../../shared/protocol/revocation.ts'
import { BEIJING, BEIJING_2, counter, sha256, SHANGHAI, type Counter } from './counter.ts'
import { eachStore } from './each-store.ts'
import { servedStores, type ServedStore } from './serving.ts'
import { pairedHand, type Hand } from './workstation.ts'

/** What a workstation reads off a signed file: nothing, unless the signature holds under the root it was paired with. */
const opened = (store: ServedStore, text: string, type: EnvelopeType): unknown =>
  mustBeOk(
    createSignedEnvelopes().open(utf8(text), type, {
      trust: [store.ports.authority.root],
      at: store.clock.now(),
    }),
    type,
  ).payload

const officeOf = ({ officeCode, officeName, region }: Counter['caller']) =>
  ({ code: officeCode, name: officeName, region }) as never

/** Real certificates are judged by the machine's clock too, so that all of this happens today. */
const today = (store: ServedStore): CivilDate => civilDateOf(store.clock.now())
const selector = (store: ServedStore) => ({ province: '110000', year: today(store).slice(0, 4) })

eachStore('the whole way over the wire', suite => {
  const serve = servedStores()

  async function open() {
    const store = await serve(await suite.fresh())
    const hand = (caller: Counter['caller']) =>
      pairedHand(store, store.port, { office: officeOf(caller), workstationId: caller.workstationId })
    return { store, hand }
  }

  const lease = (store: ServedStore, hand: Hand, requestId: string) =>
    store.ask({
      path: '/v1/blocks',
      hand,
      json: { requestId, kind: 'network-culture', selector: selector(store), count: 10 },
    })

  async function sendCopy(store: ServedStore, hand: Hand, licence: { readonly id: string }): Promise<void> {
    const copy = utf8(`copy of ${licence.id}`)
    const path = `/v1/files/${sha256(copy)}?offset=0&total=${copy.length}`
    expect((await store.ask({ path, method: 'PUT', hand, bytes: copy })).json).toMatchObject({ whole: true })
  }

  async function sendAll(store: ServedStore, hand: Hand, from: Counter, batchId = 'b-1') {
    const json = { batchId, head: from.head(), records: from.records }
    const answer = await store.ask({ path: '/v1/batches', hand, json })
    return {
      answer,
      receipt: receiptSchema.parse(opened(store, (answer.json as { receipt: string }).receipt, 'receipt')),
    }
  }

  it('pairs, takes numbers, sends files and records, and reconciles to nothing', async () => {
    const { store, hand: pairedAs } = await open()
    const hand = await pairedAs(BEIJING)
    const lent = await lease(store, hand, 'q-1')
    const block = mustBeOk(
      parseBlock(opened(store, (lent.json as { block: string }).block, 'number-block')),
      'block',
    )
    expect((await lease(store, hand, 'q-1')).json).toEqual(lent.json)
    const from = counter(BEIJING)
    const licence = from.issue({ number: numberAt(block, 0), at: store.clock.now() })
    await sendCopy(store, hand, licence)
    const { answer, receipt } = await sendAll(store, hand, from)
    expect(receipt.verdicts.map(v => [v.verdict, v.reasons])).toEqual(
      from.records.map(() => ['accepted', []]),
    )
    expect((await sendAll(store, hand, from)).answer.json).toEqual(answer.json)
    expect((await store.ask({ path: '/v1/batches/b-1/receipt', hand })).json).toEqual(answer.json)
    const lines = from.records.map(record => `${record.seq}:${record.hash}\n`).join('')
    const day = { day: today(store), count: from.records.length, digest: sha256(lines) }
    const compare = (days: readonly unknown[]) =>
      store.ask({ path: '/v1/reconciliation', hand, json: { from: today(store), to: today(store), days } })
    expect((await compare([day])).json).toEqual({ differing: [] })
    expect((await compare([])).json).toEqual({ differing: [day] })
    const { json } = await store.ask({ path: `/v1/reconciliation/${today(store)}?after=1`, hand })
    expect((json as { records: readonly { seq: number }[] }).records.map(line => line.seq)).toEqual([2, 3, 4])
    expect(store.faults).toEqual([])
  })

  it('tells the office what the store decided, and everybody by the list', async () => {
    const { store, hand: pairedAs } = await open()
    const hand = await pairedAs(BEIJING)
    const from = counter(BEIJING)
    const lent = await lease(store, hand, 'q-1')
    const block = mustBeOk(
      parseBlock(opened(store, (lent.json as { block: string }).block, 'number-block')),
      'block',
    )
    const licence = from.issue({ number: numberAt(block, 0), at: store.clock.now() })
    await sendCopy(store, hand, licence)
    await sendAll(store, hand, from)
    const identifier = licence.identifier ?? ''
    const order = {
      act: 'decide',
      status: 'revoked',
      reason: '样例',
      decisionNumber: '样例1号',
      byName: '部',
    } as const
    const decide = administer(store.ports)
    expect(await decide({ ...order, identifier: 'X' })).toMatchObject({
      error: { code: 'licence-not-found' },
    })
    expect(await decide({ ...order, identifier })).toEqual({ ok: true, value: { identifier } })
    const { json } = await store.ask({ path: '/v1/changes?after=0', hand })
    const { changes } = json as { changes: readonly { type: string; body: unknown }[] }
    expect(changes.find(change => change.type === 'licence-status')?.body).toMatchObject({
      identifier,
      status: 'revoked',
      decisionNumber: '样例1号',
    })
    const { text } = await store.ask({ path: '/v1/revocation-list' })
    const list = revocationListSchema.parse(opened(store, text, 'revocation-list'))
    expect(list.count).toBe(1)
    expect(Buffer.from(list.entries, 'base64').toString('hex').slice(0, 16)).toBe(
      sha256(identifier).slice(0, 16),
    )
  })

  it('gives anybody the newest revocation list, signed', async () => {
    const { store } = await open()
    const ask = () => store.ask({ path: '/v1/revocation-list' })
    await expect.poll(async () => (await ask()).status).toBe(200)
    const list = revocationListSchema.parse(opened(store, (await ask()).text, 'revocation-list'))
    expect(list).toMatchObject({ number: 1, count: 0, entries: '' })
  })

  it('shows and lets touch nobody what is another workstation’s', async () => {
    const { store, hand: pairedAs } = await open()
    const hand = await pairedAs(BEIJING)
    const from = counter(BEIJING)
    const lent = await lease(store, hand, 'q-1')
    const block = mustBeOk(
      parseBlock(opened(store, (lent.json as { block: string }).block, 'number-block')),
      'block',
    )
    await sendCopy(store, hand, from.issue({ number: numberAt(block, 0), at: store.clock.now() }))
    expect((await sendAll(store, hand, from)).receipt.verdicts.every(v => v.verdict === 'accepted')).toBe(
      true,
    )
    for (const caller of [SHANGHAI, BEIJING_2]) {
      const other = await pairedAs(caller)
      const ask = (path: string, json?: unknown) =>
        store.ask({ path, hand: other, ...(json ? { json } : {}) })
      expect((await ask('/v1/batches/b-1/receipt')).code).toBe('batch-unknown')
      expect((await ask(`/v1/blocks/${block.blockId}/return`, { next: 1 })).code).toBe('block-unknown')
      expect((await ask(`/v1/reconciliation/${today(store)}`)).json).toEqual({ records: [], more: false })
      const days = { from: today(store), to: today(store), days: [] }
      expect((await ask('/v1/reconciliation', days)).json).toEqual({ differing: [] })
      // The chain is the caller’s own, whatever a body says: these records begin another one.
      const { receipt } = await sendAll(store, other, from, 'b-1')
      expect(receipt.workstationId).toBe(caller.workstationId)
      const verdicts = receipt.verdicts.map(v => v.verdict)
      // What another workstation of the office knows of its licences it may tell; no number is issued twice.
      expect(verdicts[0]).toBe('returned')
      if (caller === SHANGHAI) expect(new Set(verdicts)).toEqual(new Set(['returned']))
    }
    const elsewhere = await store.ask({
      path: '/v1/blocks',
      hand: await pairedAs(SHANGHAI),
      json: { requestId: 'q-1', kind: 'network-culture', selector: selector(store), count: 10 },
    })
    expect(elsewhere.code).toBe('block-selector-unfit')
    const { json } = await store.ask({ path: '/v1/changes?after=0', hand: await pairedAs(SHANGHAI) })
    const seen = (json as { changes: readonly { type: string }[] }).changes.map(change => change.type)
    expect(seen.filter(type => type !== 'revocation-list')).toEqual([])
  })
})
