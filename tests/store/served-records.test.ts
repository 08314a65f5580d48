import { expect, it } from 'vitest'
import { createSignedEnvelopes } from '../../electron/signing/envelope/envelopes.ts'
import { type EnvelopeType } from '../../electron/ports/signed-envelope.ts'
import { numberAt, parseBlock } from '../../shared/domain/numbering/block.ts'
import { blockFitsKind } from '../../shared/domain/numbering/block.ts'
import { revokedStatus } from '../../shared/domain/sync/revoked-codes.ts'
import { fromHex, utf8 } from '../../shared/kernel/bytes.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { receiptSchema } from '../../shared/protocol/records.ts'
import { revocationListSchema } from '../../shared/protocol/revocation.ts'
import { counter, kindOf, sha256 } from './counter.ts'
import { eachStore } from './each-store.ts'
import { servedStores, type ServedStore } from './serving.ts'
import { OFFICE, pairedHand, WORKSTATION } from './workstation.ts'

const CALLER = {
  workstationId: WORKSTATION,
  officeCode: OFFICE.code,
  officeName: OFFICE.name,
  region: OFFICE.region,
}

/** Opens what the store has signed as the workstation does, under the root of its pairing. */
function opened(store: ServedStore, file: string, type: EnvelopeType): unknown {
  const trust = [store.ports.authority.root]
  const envelope = createSignedEnvelopes().open(utf8(file), type, { trust, at: store.clock.now() })
  return mustBeOk(envelope, type).payload
}

eachStore('records over the wire', suite => {
  const serve = servedStores()

  it('goes from a lent number to a signed receipt, reconciled, and to the revocation list', async () => {
    const store = await serve(await suite.fresh())
    const hand = await pairedHand(store, store.port)
    const selector = { province: OFFICE.region }
    const request = { requestId: 'r-1', kind: 'tour-guide', selector, count: 3 }
    const lent = await store.ask({ path: '/v1/blocks', hand, json: request })
    const envelope = (lent.json as { block: string }).block
    const block = mustBeOk(parseBlock(opened(store, envelope, 'number-block')), 'block')
    mustBeOk(blockFitsKind(block, kindOf('tour-guide')), 'kind')
    expect(block).toMatchObject({ workstationId: WORKSTATION, issuerCode: OFFICE.code, count: 3 })

    const from = counter(CALLER)
    const licence = from.issue({ kind: 'tour-guide', number: numberAt(block, 0) })
    from.changeStatus(licence, 'revoked', 'revoke')
    const json = { batchId: 'b-1', head: from.head(), records: from.records }
    const send = async () => {
      const answer = await store.ask({ path: '/v1/batches', hand, json })
      expect(answer.status, answer.text).toBe(200)
      return receiptSchema.parse(opened(store, (answer.json as { receipt: string }).receipt, 'receipt'))
    }
    const copy = utf8(`copy of ${licence.id}`)
    const put = `/v1/files/${from.file(licence)}?offset=0&total=${copy.length}`
    expect((await store.ask({ path: put, method: 'PUT', hand, bytes: copy })).json).toMatchObject({
      whole: true,
    })
    const receipt = await send()
    expect(receipt.verdicts.map(v => [v.verdict, v.reasons])).toEqual(
      from.records.map(() => ['accepted', []]),
    )
    expect(await send()).toEqual(receipt)
    const kept = await store.ask({ path: '/v1/batches/b-1/receipt', hand })
    expect(receiptSchema.parse(opened(store, (kept.json as { receipt: string }).receipt, 'receipt'))).toEqual(
      receipt,
    )

    const day = '2026-03-02'
    const digest = sha256(from.records.map(r => `${r.seq}:${r.hash}\n`).join(''))
    const days = { from: day, to: day, days: [{ day, count: from.records.length, digest }] }
    expect((await store.ask({ path: '/v1/reconciliation', hand, json: days })).json).toEqual({
      differing: [],
    })
    const page = await store.ask({ path: `/v1/reconciliation/${day}?after=4`, hand })
    expect(page.json).toMatchObject({ records: [{ seq: 5, verdict: 'accepted' }], more: false })

    const back = { path: `/v1/blocks/${block.blockId}/return`, hand, json: { next: 1 } }
    expect((await store.ask(back)).json).toEqual({ blockId: block.blockId, given: 2 })
    const list = await store.ask({ path: '/v1/revocation-list' })
    const { entries, number } = revocationListSchema.parse(opened(store, list.text, 'revocation-list'))
    expect(revokedStatus(Buffer.from(entries, 'base64'), fromHex(sha256(licence.identifier!)))).toBe(
      'revoked',
    )
    const changes = await store.ask({ path: '/v1/changes?after=0', hand })
    expect(changes.json).toMatchObject({
      changes: [{ cursor: 2, type: 'revocation-list', body: { number } }],
      more: false,
    })
    expect(store.faults).toEqual([])
  })

  it('returns metadata before their file is there, and refuses a batch that does not fit', async () => {
    const store = await serve(await suite.fresh())
    const hand = await pairedHand(store, store.port)
    const from = counter(CALLER)
    from.issue({ kind: 'tour-guide', number: 'ZJ000001' })
    const json = { batchId: 'b-1', head: from.head(), records: from.records }
    const answer = await store.ask({ path: '/v1/batches', hand, json })
    const receipt = receiptSchema.parse(
      opened(store, (answer.json as { receipt: string }).receipt, 'receipt'),
    )
    expect(receipt.verdicts[0]!.reasons.map(reason => reason.code)).toEqual([
      'number-not-lent',
      'file-missing',
    ])
    const broken = { ...json, batchId: 'b-2', records: [{ ...from.records[0]!, subject: 'x' }] }
    const refused = await store.ask({ path: '/v1/batches', hand, json: broken })
    expect([refused.status, refused.code]).toEqual([409, 'chain-broken'])
    expect((await store.ask({ path: '/v1/batches', hand, json: { ...json, records: [] } })).code).toBe(
      'request-malformed',
    )
    expect((await store.ask({ path: '/v1/batches/b-9/receipt', hand })).code).toBe('batch-unknown')
  })
})
