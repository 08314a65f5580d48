import https from 'node:https'
import tls from 'node:tls'
import { expect, it } from 'vitest'
import { certificatePem } from '../../national-store/keys/identity.ts'
import { createClientAuthority } from '../../national-store/keys/clients.ts'
import { revokeWorkstation } from '../../national-store/usecases/administration/workstations.ts'
import { eachStore } from './each-store.ts'
import { routesServed, servedStores, type ServedStore } from './serving.ts'
import { newHand, pairedHand, type Hand } from './workstation.ts'

const HELD = { path: '/v1/files/held', json: { files: ['a'.repeat(64)] } } as const

/** Asks without a certificate, on a TLS 1.3 session that was begun without one; what came back. */
async function resumed({ port, ports }: ServedStore): Promise<string> {
  const options = { host: '127.0.0.1', port, ca: certificatePem(ports.authority.root) }
  const session = await new Promise<Buffer>((resolve, reject) => {
    const first = tls.connect(options, () => first.write('GET /v1/store HTTP/1.1\r\nhost: x\r\n\r\n'))
    first.on('error', reject)
    first.once('session', ticket => {
      resolve(ticket)
      first.destroy()
    })
  })
  return new Promise((resolve, reject) => {
    const again = tls.connect({ ...options, session }, () => {
      if (!again.isSessionReused()) reject(new Error('not resumed'))
      again.write('GET /v1/changes?after=0 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    })
    let heard = ''
    again.on('data', piece => (heard += String(piece)))
    again.on('error', reject)
    again.on('close', () => resolve(heard))
  })
}

eachStore('the gate of the store', suite => {
  const serve = servedStores()
  const start = async () => serve(await suite.fresh())

  it('opens no endpoint without a certificate but the public ones', async () => {
    const store = await start()
    const routes = routesServed(store)
    expect(routes.length).toBeGreaterThan(10)
    for (const { endpoint, path } of routes) {
      const asked = await store.ask({ path, method: endpoint.method })
      if (endpoint.caller === 'public') expect(asked.code, path).not.toBe('certificate-needed')
      else expect([asked.status, asked.code], path).toEqual([401, 'certificate-needed'])
    }
    expect((await store.ask({ path: '/v1/store' })).json).toMatchObject({ name: '试验库', protocol: 1 })
  })

  it('knows its own certificates from others, and by whom they are held', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    expect((await store.ask({ ...HELD, hand })).status).toBe(200)
    const stranger = await serve(await suite.fresh())
    const reason = async (certificate: Uint8Array, of: Hand = hand) => {
      const { json } = await store.ask({ ...HELD, hand: { ...of, certificate } })
      return (json as { error: { data?: { reason: string } } }).error.data?.reason
    }
    const issueBy = (one: ServedStore, days?: number) =>
      createClientAuthority(one.ring, days).issue({
        publicKey: hand.publicKey,
        workstationId: 'WS-330000-01',
        officeName: 'x',
        now: store.clock.now(),
      }).certificate
    expect(await reason(issueBy(stranger))).toBe('foreign')
    // Of our own root, yet never written down.
    expect(await reason(issueBy(store))).toBe('unknown')
    expect(await reason(issueBy(store, 0))).toBe('expired')
    const { server, signer, root } = store.ring()
    for (const one of [server, signer, root])
      expect(['foreign', 'unknown']).toContain(
        await reason(one.certificate, { ...hand, privateKey: one.privateKey }),
      )
  })

  it('does not take an operator for a workstation', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    await store.ports.db.sql.query(
      "UPDATE client_certificates SET caller = 'operator', workstation_id = NULL, operator_name = '值班'",
    )
    const answer = await store.ask({ ...HELD, hand })
    expect([answer.status, answer.code]).toEqual([403, 'not-allowed'])
  })

  it('asks again at each call of an open connection, and believes no resumed session without a certificate', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 })
    expect((await store.ask({ ...HELD, hand, agent })).status).toBe(200)
    await revokeWorkstation(store.ports)('WS-330000-01')
    expect((await store.ask({ ...HELD, hand, agent })).code).toBe('certificate-refused')
    agent.destroy()
    const bare = await resumed(store)
    expect(bare).toContain('certificate-needed')
  })

  it('lets nobody ask without end', async () => {
    const one = { burst: 2, perSecond: 0.001 }
    const store = await serve(await suite.fresh(), {
      allowances: { certificate: one, address: one, pairing: one },
    })
    const hand = await pairedHand(store, store.port)
    const codes = async (asking: Parameters<ServedStore['ask']>[0]) =>
      [await store.ask(asking), await store.ask(asking), await store.ask(asking)].map(answer => answer.status)
    expect(await codes({ ...HELD, hand })).toEqual([200, 200, 429])
    expect(await codes({ path: '/v1/store' })).toEqual([200, 200, 429])
    // Somebody else’s key shown from the same address does not lend an allowance.
    expect((await store.ask({ ...HELD, hand: newHand() })).status).toBe(429)
  })

  it('notes who asked what and how it ended, and never what was in it', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    await store.ask({ ...HELD, hand })
    await store.ask({ ...HELD, hand, json: { files: ['secret'] } })
    await store.ask({ path: '/v1/store' })
    const lines = () =>
      store.ports.db.sql.query(
        'SELECT caller, caller_id, province, endpoint, status, code FROM use_log ORDER BY at, endpoint, status',
      )
    await expect.poll(async () => (await lines()).length).toBe(4)
    const workstation = { caller: 'workstation', caller_id: 'WS-330000-01', province: '33' }
    const nobody = { caller: 'public', caller_id: null, province: '00', status: 200, code: null }
    expect(await lines()).toEqual(
      expect.arrayContaining([
        { ...nobody, endpoint: 'pairing.pair' },
        { ...nobody, endpoint: 'store.about' },
        { ...workstation, endpoint: 'files.held', status: 200, code: null },
        { ...workstation, endpoint: 'files.held', status: 400, code: 'request-malformed' },
      ]),
    )
  })
})
