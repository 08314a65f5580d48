import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { makePairingCode } from '../../national-store/usecases/administration/make-pairing-code.ts'
import { addOffice } from '../../national-store/usecases/administration/add-office.ts'
import { createSecretBox } from '../../electron/platform/secret-box.ts'
import { createSignedEnvelopes } from '../../electron/signing/index.ts'
import { createReferenceGateway } from '../../electron/sync/index.ts'
import { gatewayFailure } from '../../electron/sync/failures.ts'
import { type StoreConnection, type StoreGateway } from '../../electron/ports/store-gateway.ts'
import { setOffice } from '../../electron/usecases/common/settings.ts'
import { drainOutbox } from '../../electron/usecases/sync/drain-outbox.ts'
import { leaseBlocks } from '../../electron/usecases/sync/lease-blocks.ts'
import { pairStore } from '../../electron/usecases/sync/pair-store.ts'
import { type SyncPorts } from '../../electron/usecases/sync/ports.ts'
import { reconcile } from '../../electron/usecases/sync/reconcile.ts'
import { renewCertificate } from '../../electron/usecases/sync/renew-certificate.ts'
import { unpairStore } from '../../electron/usecases/sync/unpair-store.ts'
import { pairingOf } from '../../electron/usecases/common/pairing.ts'
import { addDays, civilDateOf } from '../../shared/kernel/instant.ts'
import { numberAt } from '../../shared/domain/numbering/block.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'
import { ADMINISTRATOR, CLERK, OFFICE } from '../builders/records.ts'
import { testWorkstation } from '../builders/workstation-db.ts'
import { BEIJING, counter, sha256, type Counter } from '../store/counter.ts'
import { eachStore } from '../store/each-store.ts'
import { servedStores, type ServedStore } from '../store/serving.ts'
import { numbersFrom } from './schedule.ts'

/** Lets some questions of a connection fail before or after the store did what it was asked. */
function shaky(gateway: StoreGateway, random: () => number): StoreGateway {
  const fault = (): 'before' | 'after' | undefined =>
    random() < 0.2 ? 'before' : random() < 0.2 ? 'after' : undefined
  const shaken = (real: StoreConnection): StoreConnection =>
    new Proxy(real, {
      get(target, name) {
        const call = target[name as keyof StoreConnection] as (...given: unknown[]) => unknown
        if (name === 'close') return call
        return async (...given: unknown[]) => {
          const when = fault()
          const cut = { ok: false, error: gatewayFailure('store-cut-off', 'shaken') }
          if (when === 'before') return cut
          const told = await call(...given)
          return when === 'after' ? cut : told
        }
      },
    })
  return { ...gateway, connect: link => shaken(gateway.connect(link)) }
}

eachStore('a workstation and the store over TLS', suite => {
  const serve = servedStores()

  async function workstation(store: ServedStore) {
    const made = await testWorkstation()
    made.clock.set(store.clock.now())
    made.db.write(stores => setOffice(stores, { ...OFFICE, workstationId: BEIJING.workstationId }))
    const box = createSecretBox(randomBytes(32))
    const ports: SyncPorts = {
      ...made,
      envelopes: createSignedEnvelopes(),
      gateway: createReferenceGateway(box),
      random: () => 0.5,
    }
    return { ...made, ports, address: `https://localhost:${store.port}` }
  }

  async function codeOf(store: ServedStore): Promise<string> {
    const { officeCode, officeName, region, workstationId } = BEIJING
    mustBeOk(await addOffice(store.ports)({ code: officeCode, name: officeName, region } as never), 'office')
    return mustBeOk(await makePairingCode(store.ports)({ officeCode, workstationId }), 'code').code
  }

  /** The same records that the counter made, in the workstation's own chain, with the copies on its disk. */
  function issue(
    made: Awaited<ReturnType<typeof workstation>>,
    numbers: readonly string[],
    desk: Counter = counter(BEIJING),
  ): void {
    const at = made.clock.now()
    for (const number of numbers) {
      const before = desk.records.length
      const licence = desk.issue({ number, at })
      const copy = Buffer.from(`copy of ${licence.id}`)
      const path = `copies/${licence.id}.pdf`
      made.vault.put(path, copy)
      made.db.write(stores => {
        stores.licences.insert(licence)
        stores.licences.addFile({
          licenceId: licence.id,
          format: 'pdf',
          path,
          sha256: sha256(copy),
          bytes: copy.length,
        })
        for (const { type, subject, payload } of desk.records.slice(before))
          stores.outbox.append({ type, subject, payload }, at)
      })
    }
  }

  /** Numbers of a block that the store has lent. */
  async function leased(
    made: Awaited<ReturnType<typeof workstation>>,
    year: string,
  ): Promise<readonly string[]> {
    const asked = { kind: 'network-culture', selector: { province: '110000', year }, count: 25 } as const
    const { blockId } = mustBeOk(await leaseBlocks(made.ports)(ADMINISTRATOR, asked), 'lease')
    const block = made.db.read(s => s.numbers.blocks()).find(one => one.block.blockId === blockId)?.block
    if (!block) throw new Error('the block is not here')
    return Array.from({ length: block.count }, (_, i) => numberAt(block, i))
  }

  it('pair by a code, report with the files, lease numbers, renew, reconcile to nothing, and part', async () => {
    const [store, other] = [await serve(await suite.fresh()), await serve(await suite.fresh())]
    const made = await workstation(store)
    const { ports, address } = made
    const pair = pairStore(ports)
    const strange = await pair(ADMINISTRATOR, { address, code: await codeOf(other) })
    expect(strange).toMatchObject({ error: { code: 'pairing-other-root' } })
    const code = await codeOf(store)
    expect(await pair(ADMINISTRATOR, { address, code: code.toLowerCase() })).toMatchObject({
      value: { storeName: '试验库', officeName: BEIJING.officeName },
    })
    expect(await pair(ADMINISTRATOR, { address, code })).toMatchObject({ error: { code: 'paired-already' } })
    const today = civilDateOf(made.clock.now())
    const year = today.slice(0, 4)
    const desk = counter(BEIJING)
    const numbers = await leased(made, year)
    issue(made, [...numbers.slice(0, 2), `京网文〔${year}〕9999-999号`, ...numbers.slice(2, 4)], desk)
    const drained = mustBeOk(await drainOutbox(ports)(CLERK), 'drain')
    // The number that was never lent is returned; what is behind it waits, and nothing else does.
    expect(drained).toMatchObject({ accepted: 16, returned: 1, trouble: null, waiting: 3, nextTry: null })
    expect(made.db.read(s => s.sync.returned(9).flatMap(one => one.reasons.map(r => r.code)))).toEqual([
      'number-not-lent',
    ])
    const span = { from: addDays(today, -1), to: addDays(today, 1) }
    const report = mustBeOk(await reconcile(ports)(CLERK, span), 'reconcile')
    expect(report.records).toBe(20)
    expect(report.differences.map(one => one.what)).toEqual(['not-sent-yet', 'not-sent-yet', 'not-sent-yet'])
    made.clock.set(made.db.read(s => pairingOf(s)?.validUntil ?? ''))
    expect(await renewCertificate(ports)(() => false)).toMatchObject({ ok: true, value: 'renewed' })
    expect(made.db.read(s => pairingOf(s)?.sealedKey)).not.toContain('PRIVATE')
    made.clock.set(store.clock.now())
    issue(made, numbers.slice(4, 5), desk)
    expect(mustBeOk(await drainOutbox(ports)(CLERK), 'drain')).toMatchObject({ accepted: 4, trouble: null })
    expect(unpairStore(ports)(ADMINISTRATOR)).toMatchObject({ value: { address } })
    expect(await drainOutbox(ports)(CLERK)).toMatchObject({ error: { code: 'not-paired' } })
    expect(store.faults).toEqual([])
  })

  it('lose and double nothing over a line that breaks before and after', async () => {
    const store = await serve(await suite.fresh())
    const made = await workstation(store)
    const { ports, address } = made
    mustBeOk(await pairStore(ports)(ADMINISTRATOR, { address, code: await codeOf(store) }), 'pair')
    const year = civilDateOf(made.clock.now()).slice(0, 4)
    const random = numbersFrom(7)
    const desk = counter(BEIJING)
    const bad: SyncPorts = { ...ports, gateway: shaky(ports.gateway, random) }
    const numbers = await leased(made, year)
    for (const number of numbers.slice(0, 12)) {
      issue(made, [number], desk)
      mustBeOk(await drainOutbox(bad)(CLERK, { atOnce: true }), 'drain')
    }
    for (let i = 0; i < 60 && made.db.read(s => s.sync.counts().waiting) > 0; i++)
      mustBeOk(await drainOutbox(bad)(CLERK, { atOnce: true }), 'drain')
    expect(made.db.read(s => s.sync.counts())).toMatchObject({ waiting: 0, returned: 0 })
    const today = civilDateOf(made.clock.now())
    expect(
      mustBeOk(await reconcile(ports)(CLERK, { from: today, to: today }), 'reconcile').differences,
    ).toEqual([])
  })
})
