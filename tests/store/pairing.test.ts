import { expect, it } from 'vitest'
import { addOffice } from '../../national-store/usecases/administration/add-office.ts'
import { makePairingCode } from '../../national-store/usecases/administration/make-pairing-code.ts'
import {
  listWorkstations,
  revokeWorkstation,
} from '../../national-store/usecases/administration/workstations.ts'
import { pairingProofText, renewalProofText } from '../../shared/protocol/pairing.ts'
import { eachStore } from './each-store.ts'
import { servedStores } from './serving.ts'
import {
  base64,
  newHand,
  newSecret,
  OFFICE,
  pairedHand,
  pairingBody,
  proofOf,
  WORKSTATION,
  type Hand,
} from './workstation.ts'

const HELD = { path: '/v1/files/held', json: { files: ['a'.repeat(64)] } } as const
const OTHER = {
  code: '11440000006939799N',
  name: '广东省文化和旅游厅',
  region: '440000',
} as unknown as typeof OFFICE

eachStore('pairing', suite => {
  const serve = servedStores()
  const start = async () => serve(await suite.fresh())
  const certified = (hand: Hand, json: unknown): Hand => ({
    ...hand,
    certificate: new Uint8Array(Buffer.from((json as { certificate: string }).certificate, 'base64')),
  })

  it('gives a certificate that opens the store, once for one key', async () => {
    const store = await start()
    const hand = newHand()
    const secret = await newSecret(store)
    const json = pairingBody(hand, secret)
    const first = await store.ask({ path: '/v1/pairing', json })
    expect(first.json).toMatchObject({
      root: base64(store.ports.authority.root),
      office: {
        workstationId: WORKSTATION,
        officeName: OFFICE.name,
        officeCode: OFFICE.code,
        region: OFFICE.region,
      },
    })
    expect((await store.ask({ ...HELD, hand: certified(hand, first.json) })).json).toEqual({
      files: [{ sha256: 'a'.repeat(64), have: 0, whole: false }],
    })
    // The answer was lost: the same key gets the same certificate again, another key does not.
    expect((await store.ask({ path: '/v1/pairing', json })).json).toEqual(first.json)
    const other = await store.ask({ path: '/v1/pairing', json: pairingBody(newHand(), secret) })
    expect([other.status, other.code]).toEqual([409, 'pairing-code-used'])
    expect(await listWorkstations(store.ports)()).toMatchObject([{ id: WORKSTATION, state: 'active' }])
  })

  it('says what is wrong with a code', async () => {
    const store = await start()
    const hand = newHand()
    const secret = await newSecret(store, { hours: 1 })
    const refused = async (json: unknown) => (await store.ask({ path: '/v1/pairing', json })).code
    expect(await refused(pairingBody(hand, '0'.repeat(20)))).toBe('pairing-code-unknown')
    expect(await refused(pairingBody(hand, secret, 'WS-330000-99'))).toBe('pairing-other-workstation')
    expect(await refused(pairingBody(hand, secret, WORKSTATION, OTHER.code))).toBe('pairing-other-office')
    const good = pairingBody(hand, secret)
    expect(await refused({ ...good, proof: pairingBody(newHand(), secret).proof })).toBe('pairing-key-unfit')
    expect(await refused({ ...good, proof: proofOf(hand, pairingProofText(secret, 'WS-330000-99')) })).toBe(
      'pairing-key-unfit',
    )
    store.clock.advance({ minutes: 61 })
    expect(await refused(good)).toBe('pairing-code-expired')
    expect(store.faults).toEqual([])
  })

  it('keeps one office to a code, and one office to a workstation', async () => {
    const store = await start()
    await pairedHand(store, store.port)
    const add = addOffice(store.ports)
    expect(await add(OFFICE)).toEqual({ ok: true, value: OFFICE })
    expect(await add({ ...OFFICE, name: '另一个机关' })).toMatchObject({ error: { code: 'office-differs' } })
    expect((await add(OTHER)).ok).toBe(true)
    const make = makePairingCode(store.ports)
    const ask = (workstationId: string) => make({ officeCode: OTHER.code, workstationId })
    expect(await ask(WORKSTATION)).toMatchObject({ error: { code: 'workstation-other-office' } })
    expect(await ask('ws 1')).toMatchObject({ error: { code: 'workstation-id-invalid' } })
    const secret = await newSecret(store)
    const kept = JSON.stringify(await store.ports.db.sql.query('SELECT * FROM pairing_codes'))
    expect(kept).not.toContain(secret)
  })

  it('of many at once with one code, one comes in', async () => {
    const store = await start()
    const secret = await newSecret(store)
    const answers = await Promise.all(
      [...Array(8).keys()].map(() =>
        store.ask({ path: '/v1/pairing', json: pairingBody(newHand(), secret) }),
      ),
    )
    expect(answers.map(answer => answer.code ?? 'paired').sort()).toEqual(
      ['paired', ...Array<string>(7).fill('pairing-code-used')].sort(),
    )
    expect(await store.ports.db.sql.query('SELECT count(*) AS n FROM client_certificates')).toEqual([
      { n: 1 },
    ])
  })

  it('stops whoever tries many codes', async () => {
    const store = await start()
    const answers = []
    for (let i = 0; i < 12; i++)
      answers.push(
        await store.ask({ path: '/v1/pairing', json: pairingBody(newHand(), String(i).padStart(20, '0')) }),
      )
    expect(answers.slice(0, 10).map(answer => answer.code)).toEqual(Array(10).fill('pairing-code-unknown'))
    expect(answers[11]).toMatchObject({ status: 429, code: 'too-many-requests' })
    expect(Number(answers[11]?.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('renews for a new key, while the old certificate stays good until its end', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    const next = newHand()
    const json = { publicKey: base64(next.publicKey), proof: proofOf(next, renewalProofText(WORKSTATION)) }
    const renewed = await store.ask({ path: '/v1/pairing/renewal', hand, json })
    expect(renewed.status).toBe(200)
    for (const one of [hand, certified(next, renewed.json)])
      expect((await store.ask({ ...HELD, hand: one })).status).toBe(200)
    const stolen = { ...json, proof: proofOf(hand, renewalProofText(WORKSTATION)) }
    expect((await store.ask({ path: '/v1/pairing/renewal', hand, json: stolen })).code).toBe(
      'pairing-key-unfit',
    )
    store.clock.advance({ days: 400 })
    expect((await store.ask({ ...HELD, hand })).code).toBe('certificate-refused')
  })

  it('a workstation that was revoked is out from its next call on, on a connection that is open too', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    const spare = await newSecret(store)
    expect((await store.ask({ ...HELD, hand })).status).toBe(200)
    expect(await revokeWorkstation(store.ports)(WORKSTATION)).toMatchObject({
      ok: true,
      value: { certificates: 1 },
    })
    expect(await store.ask({ ...HELD, hand })).toMatchObject({
      status: 403,
      json: { error: { code: 'certificate-refused', data: { reason: 'revoked' } } },
    })
    store.clock.advance({ seconds: 1 })
    expect((await store.ask({ path: '/v1/pairing', json: pairingBody(newHand(), spare) })).code).toBe(
      'pairing-code-expired',
    )
    expect((await revokeWorkstation(store.ports)('WS-NOBODY-1')).ok).toBe(false)
    // Paired anew it is in again, with the new certificate alone.
    const again = await pairedHand(store, store.port)
    expect((await store.ask({ ...HELD, hand: again })).status).toBe(200)
    expect((await store.ask({ ...HELD, hand })).code).toBe('certificate-refused')
  })
})
