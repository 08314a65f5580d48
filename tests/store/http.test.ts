import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Handlers } from '../../national-store/http/handlers.ts'
import { certificatePem } from '../../national-store/keys/identity.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { err } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { refusalSchema } from '../../shared/protocol/common.ts'
import { eachStore } from './each-store.ts'
import { routesServed, servedStores, type ServedStore } from './serving.ts'
import { identityOptions, pairedHand, type Hand } from './workstation.ts'

const HELD = { path: '/v1/files/held', json: { files: ['a'.repeat(64)] } } as const
const PUT = `/v1/files/${'a'.repeat(64)}?offset=0&total=10`

/** Sends bytes as they are over TLS, then ends or cuts the connection; what came back until its end. */
function raw(
  store: ServedStore,
  text: string,
  options: { hand?: Hand; cut?: boolean } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const root = certificatePem(store.ports.authority.root)
    const socket = tls.connect({
      host: '127.0.0.1',
      port: store.port,
      ca: root,
      ...identityOptions(options.hand),
    })
    let heard = ''
    socket.on('data', piece => (heard += String(piece)))
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
    socket.on('secureConnect', () => {
      socket.write(text)
      if (options.cut) socket.end()
    })
  })
}

eachStore('the door of the store', suite => {
  const serve = servedStores()
  const start = async () => serve(await suite.fresh())

  it('refuses what the protocol does not know, in one form', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    const long = `/v1/${'x'.repeat(300)}`
    const cases = [
      [{ path: '/' }, 404, 'endpoint-unknown'],
      [{ path: long }, 404, 'endpoint-unknown'],
      [{ path: '/v1/store/' }, 404, 'endpoint-unknown'],
      [{ path: '/V1/STORE' }, 404, 'endpoint-unknown'],
      [{ path: '/v1/%zz' }, 400, 'request-malformed'],
      [
        { path: '/v1/files/..%2f..%2fetc?offset=0&total=1', method: 'PUT', bytes: Uint8Array.of(1) },
        400,
        'request-malformed',
      ],
      [{ path: '/v1/store', method: 'DELETE' }, 405, 'endpoint-unknown'],
      [{ path: '/v1/files/held' }, 405, 'endpoint-unknown'],
      [{ path: '/v1/store?extra=1' }, 400, 'request-malformed'],
      [{ ...HELD, json: { files: ['A'] } }, 400, 'request-malformed'],
      [{ ...HELD, json: { files: [], more: 1 } }, 400, 'request-malformed'],
      [{ ...HELD, json: [] }, 400, 'request-malformed'],
      [{ path: HELD.path, bytes: Uint8Array.of(1) }, 415, 'request-malformed'],
      [{ path: HELD.path, method: 'POST' }, 415, 'request-malformed'],
      [{ path: PUT, method: 'PUT', json: {} }, 415, 'request-malformed'],
      [{ path: `${PUT}&total=11`, method: 'PUT', bytes: Uint8Array.of(1) }, 400, 'request-malformed'],
    ] as const
    for (const [asking, status, code] of cases) {
      const answer = await store.ask({ hand, ...asking })
      expect([answer.status, answer.code], JSON.stringify(asking)).toEqual([status, code])
      expect(refusalSchema.safeParse(answer.json).success).toBe(true)
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
    }
    const bodies = ['{', '\uFEFF{}', '[', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '{"files":NaN}']
    const typed = { 'content-type': 'application/json' }
    for (const text of bodies) {
      const bytes = new Uint8Array(Buffer.from(text))
      expect(
        (await store.ask({ path: HELD.path, hand, bytes, headers: typed })).code,
        text.slice(0, 20),
      ).toBe('request-malformed')
    }
    const notUtf8 = Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)
    expect((await store.ask({ path: HELD.path, hand, bytes: notUtf8, headers: typed })).code).toBe(
      'request-malformed',
    )
    expect(store.faults).toEqual([])
  })

  it('reads no more than an endpoint takes, and nothing that was cut off', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    const big = await store.ask({ path: HELD.path, hand, json: { files: ['a'.repeat(200_000)] } })
    expect([big.status, big.code]).toEqual([413, 'request-too-large'])
    const head = `POST /v1/files/held HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n`
    const piece = 'x'.repeat(60_000)
    const chunks = `${piece.length.toString(16)}\r\n${piece}\r\n`.repeat(3)
    expect(
      await raw(store, `${head}transfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`, { hand }),
    ).toContain('413')
    const json = JSON.stringify(HELD.json)
    await raw(store, `${head}content-length: ${json.length + 50}\r\n\r\n${json}`, { hand, cut: true })
    await raw(store, `${head}transfer-encoding: chunked\r\n\r\n${json.length.toString(16)}\r\n${json}\r\n`, {
      hand,
      cut: true,
    })
    const put = `PUT ${PUT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ncontent-length: 10\r\n\r\n12345`
    await raw(store, put, { hand, cut: true })
    expect((await store.ask({ ...HELD, hand })).json).toEqual({
      files: [{ sha256: 'a'.repeat(64), have: 0, whole: false }],
    })
    expect(await raw(store, 'GARBAGE\r\n\r\n')).toContain('request-malformed')
    expect(store.faults).toEqual([])
  })

  it('speaks no plain HTTP and no old TLS', async () => {
    const store = await start()
    const plain = await new Promise<string>(resolve => {
      const socket = net.connect(store.port, '127.0.0.1', () =>
        socket.write('GET /v1/store HTTP/1.1\r\nhost: x\r\n\r\n'),
      )
      let heard = ''
      socket.on('data', piece => (heard += String(piece)))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(heard))
    })
    expect(plain).not.toContain('licence-workstation-store')
    await expect(
      new Promise((resolve, reject) => {
        const old = tls.connect({
          host: '127.0.0.1',
          port: store.port,
          rejectUnauthorized: false,
          minVersion: 'TLSv1',
          maxVersion: 'TLSv1.1',
          ciphers: 'DEFAULT@SECLEVEL=0',
        })
        old.on('secureConnect', resolve)
        old.on('error', reject)
      }),
    ).rejects.toThrow()
    expect((await store.ask({ path: '/v1/store' })).status).toBe(200)
  })

  it('tells of a fault by an id alone, and keeps what was asked out of its log', async () => {
    const store = await start()
    const hand = await pairedHand(store, store.port)
    await store.ports.db.sql.query('ALTER TABLE files RENAME TO files_gone')
    const answer = await store.ask({ ...HELD, hand, json: { files: ['d'.repeat(64)] } })
    expect([answer.status, answer.code]).toEqual([500, 'store-fault'])
    const { id } = (answer.json as { error: { data: { id: string } } }).error.data
    expect(answer.text).not.toMatch(/relation|files_gone|at .*\.ts/)
    expect(store.faults).toHaveLength(1)
    expect(store.faults[0]).toContain(id)
    expect(store.faults[0]).toContain('42P01')
    expect(store.faults[0]).not.toContain('dddd')
  })

  it('answers whatever is thrown at it, and never with a fault of its own', async () => {
    const much = { burst: 10_000, perSecond: 10_000 }
    const allowances = { certificate: much, address: much, pairing: much }
    const store = await serve(await suite.fresh(), { allowances })
    const hand = await pairedHand(store, store.port)
    const agent = new https.Agent({ keepAlive: true })
    const paths = routesServed(store)
      .filter(({ endpoint }) => endpoint.body !== null)
      .map(({ path, endpoint }) => ({ path, method: endpoint.method }))
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json({ maxDepth: 4 }).map(text => new Uint8Array(Buffer.from(text))),
    )
    const type = fc.constantFrom('application/json', 'application/octet-stream', 'text/html', 'x'.repeat(100))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), bytes, type, async (endpoint, body, contentType) => {
        const headers = { 'content-type': contentType }
        const answer = await store.ask({ ...endpoint, hand, agent, bytes: body, headers })
        expect([400, 409, 415, 422]).toContain(answer.status)
        expect(refusalSchema.safeParse(answer.json).success).toBe(true)
      }),
      { numRuns: 60 },
    )
    agent.destroy()
    expect(store.faults).toEqual([])
  })

  it('waits for nobody who says nothing, or half of it', async () => {
    const store = await serve(await suite.fresh(), { times: { headersMs: 300, requestMs: 600, idleMs: 300 } })
    const head =
      'POST /v1/pairing HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n'
    // Each resolves when the store has ended the connection.
    const heard = await Promise.all([
      raw(store, ''),
      raw(store, 'POST /v1/pairing HTTP/1.1\r\nho'),
      raw(store, `${head}{"a`),
    ])
    for (const one of heard) expect(one).not.toContain('200 OK')
    expect((await store.ask({ path: '/v1/store' })).status).toBe(200)
  })
})

it('a handler that lacks, or refuses with a code that is not declared, does not compile', () => {
  const undeclared = async () => err(appError('no-such-code', words('错', 'wrong')))
  // @ts-expect-error: the protocol declares no such code for this endpoint
  const wrong: Handlers<'store'> = { store: { about: undeclared } }
  // @ts-expect-error: an endpoint of the area has no handler
  const lacking: Handlers<'files'> = { files: {} }
  // @ts-expect-error: an area has no handlers
  const none: Handlers = {}
  expect([wrong, lacking, none]).toHaveLength(3)
})
