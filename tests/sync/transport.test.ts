import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { makeCertificate, type CertificateName } from '../../national-store/keys/certificate.ts'
import { createSecretBox } from '../../electron/platform/secret-box.ts'
import { createReferenceGateway } from '../../electron/sync/index.ts'
import { type StoreConnection } from '../../electron/ports/store-gateway.ts'
import { type Instant } from '../../shared/kernel/instant.ts'

const LIFE = {
  notBefore: '2020-01-01T00:00:00.000Z' as Instant,
  notAfter: '2049-01-01T00:00:00.000Z' as Instant,
}
const PAST = {
  notBefore: '2020-01-01T00:00:00.000Z' as Instant,
  notAfter: '2021-01-01T00:00:00.000Z' as Instant,
}

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

/** A root with a server under it. */
function authority(hosts: readonly string[], life = LIFE) {
  const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const [root, server] = [keys(), keys()]
  const name = { organisation: '样例', common: '样例根' } as CertificateName
  const certificate = (subjectKey: KeyObject, common: string, use: 'root' | 'server') =>
    makeCertificate({
      subject: { ...name, common },
      subjectKey,
      issuer: name,
      issuerKey: root,
      profile: use === 'root' ? { use } : { use, names: hosts },
      ...(use === 'root' ? LIFE : life),
    } as Parameters<typeof makeCertificate>[0]).der
  const rootDer = certificate(root.publicKey, '样例根', 'root')
  return {
    root: rootDer,
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: pem(certificate(server.publicKey, '服务', 'server')) + pem(rootDer),
  }
}

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<net.Socket>()
  server.on('connection', socket => sockets.add(socket))
  ends.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const gateway = createReferenceGateway(createSecretBox(new Uint8Array(32)), { idleMs: 400, wholeMs: 5_000 })

const own = authority(['localhost'])

function connect(port: number, root = own.root): StoreConnection {
  const connection = gateway.connect({
    address: `https://localhost:${port}`,
    root,
    certificate: new Uint8Array(0),
    sealedKey: '',
  })
  ends.push(() => connection.close())
  return connection
}

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void

const serve = (handler: Handler, pki = own): Promise<number> =>
  listening(https.createServer({ key: pki.key, cert: pki.cert }, handler))

const GOOD = {
  store: 'licence-workstation-store',
  protocol: 1,
  name: '样例库',
  now: '2026-03-02T01:00:00.000Z',
}

const json =
  (body: unknown, status = 200, type = 'application/json'): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

const codeOf = async (port: number, root = own.root): Promise<string> => {
  const told = await connect(port, root).about()
  return told.ok ? 'ok' : told.error.code
}

describe('what is no answer of the store is never taken for one', () => {
  it('takes a good one', async () => {
    expect(await codeOf(await serve(json(GOOD)))).toBe('ok')
  })
  const refusal = (code: string) => ({ error: { code, text: { zh: '', en: '' } } })
  const answers: readonly (readonly [what: string, handler: Handler, code: string])[] = [
    ['a page', json('<html>', 200, 'text/html'), 'store-garbage'],
    ['a page that says it is JSON', json('<html>'), 'store-garbage'],
    ['JSON of another form', json({ ...GOOD, store: 'x' }), 'store-garbage'],
    ['JSON with more', json({ ...GOOD, more: 1 }), 'store-garbage'],
    ['nothing', json(''), 'store-garbage'],
    ['a good body under another status', json(GOOD, 202), 'store-garbage'],
    [
      'a way elsewhere',
      (_q, r) => void r.writeHead(302, { location: 'https://x.invalid/' }).end(),
      'store-garbage',
    ],
    ['a page of a fault', json('<html>', 500, 'text/html'), 'store-fault'],
    ['a good body under a fault', json(GOOD, 500), 'store-fault'],
    ['a proxy that is busy', json('', 503), 'store-busy'],
    ['too many questions', json(refusal('too-many-requests'), 429), 'store-busy'],
    ['a refused certificate', json(refusal('certificate-refused'), 403), 'certificate-refused'],
    ['a refusal that is not known', json(refusal('whatever-else'), 409), 'store-refused'],
    [
      'a body without an end',
      (_q, r) => void r.writeHead(200, { 'content-length': 999 }).write('{'),
      'store-timeout',
    ],
    ['silence', () => undefined, 'store-timeout'],
    [
      'a body that is cut off',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'application/json', 'content-length': 999 })
        r.write('{"store":')
        setImmediate(() => r.destroy())
      },
      'store-cut-off',
    ],
    [
      'a body far too long',
      (_q, r) => {
        r.writeHead(200, { 'content-type': 'application/json' })
        r.end(Buffer.alloc(3 * 1024 * 1024, 32))
      },
      'store-garbage',
    ],
  ]
  it.each(answers)('%s', async (_what, handler, code) => {
    expect(await codeOf(await serve(handler))).toBe(code)
  })
})

describe('who is not the paired store is not spoken to', () => {
  it('a store under another root, another name, or out of its days', async () => {
    let heard = 0
    const hear: Handler = (_request, response) => {
      heard++
      response.end()
    }
    const stranger = authority(['localhost'])
    expect(await codeOf(await serve(hear, stranger))).toBe('store-not-genuine')
    const elsewhere = authority(['store.example'])
    expect(await codeOf(await serve(hear, elsewhere), elsewhere.root)).toBe('store-not-genuine')
    const old = authority(['localhost'], PAST)
    expect(await codeOf(await serve(hear, old), old.root)).toBe('store-clock')
    expect(heard).toBe(0)
  })
  it('a portal that speaks no TLS, one that hangs up, and nobody', async () => {
    const portal = await listening(http.createServer((_request, response) => response.end('<html>')))
    expect(await codeOf(portal)).toBe('store-not-genuine')
    const rude = await listening(net.createServer(socket => socket.destroy()))
    expect(await codeOf(rude)).toBe('store-cut-off')
    const gone = net.createServer()
    const port = await listening(gone)
    await new Promise(resolve => gone.close(resolve))
    expect(await codeOf(port)).toBe('store-unreachable')
  })
  it('shows its root in the handshake, and is told nothing', async () => {
    let heard = 0
    const port = await serve(() => heard++)
    const root = await gateway.rootAt(`https://localhost:${port}`)
    expect(root.ok && createHash('sha256').update(root.value).digest('hex')).toBe(
      createHash('sha256').update(own.root).digest('hex'),
    )
    expect(heard).toBe(0)
  })
})
