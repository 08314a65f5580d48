import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createSignedEnvelopes } from '../../electron/signing/index.ts'
import { createClientAuthority, outsideKeys } from '../../national-store/keys/clients.ts'
import { certificatePem } from '../../national-store/keys/identity.ts'
import { openKeyRing, type KeyRing } from '../../national-store/keys/key-ring.ts'
import { createSigner } from '../../national-store/keys/signer.ts'
import { utf8 } from '../../shared/kernel/bytes.ts'
import { type Instant } from '../../shared/kernel/instant.ts'

const NOW = '2026-03-02T01:00:00.000Z' as Instant
const folder = fs.mkdtempSync(path.join(tmpdir(), 'lw-keys-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let count = 0
const HOSTS = ['localhost', '127.0.0.1', '::1', 'store.example']
const ring = (place = `ring-${++count}`, now = NOW, hosts: readonly string[] = HOSTS): KeyRing =>
  openKeyRing({ folder: path.join(folder, place), name: '国家库, "参考"=实现', hosts, now })

const pem = (name: string, der: Uint8Array): string => {
  const file = path.join(folder, `${name}-${++count}.pem`)
  fs.writeFileSync(file, certificatePem(der))
  return file
}

/** What OpenSSL says of a certificate under a root for a purpose. */
function opensslVerify(root: Uint8Array, leaf: Uint8Array, ...more: readonly string[]): string {
  const seconds = String(Math.floor(Date.parse(NOW) / 1000))
  const args = [
    'verify',
    '-x509_strict',
    '-attime',
    seconds,
    '-CAfile',
    pem('root', root),
    ...more,
    pem('leaf', leaf),
  ]
  try {
    return execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' }).trim().replace(/^.*: /, '')
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr)
  }
}

const newClient = (keys: KeyRing) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  return createClientAuthority(() => keys).issue({
    publicKey: spki,
    workstationId: 'WS-330000-01',
    officeName: '浙江省文化和旅游厅',
    now: NOW,
  })
}

describe('the keys of a store', () => {
  it('are certificates for one purpose each, in the eyes of OpenSSL', () => {
    const keys = ring()
    const root = keys.root.certificate
    const client = newClient(keys)
    const verdicts = (leaf: Uint8Array) =>
      ['sslserver', 'sslclient'].map(purpose => opensslVerify(root, leaf, '-purpose', purpose) === 'OK')
    expect(verdicts(keys.server.certificate)).toEqual([true, false])
    expect(verdicts(client.certificate)).toEqual([false, true])
    expect(verdicts(keys.signer.certificate)).toEqual([false, false])
    for (const host of ['localhost', 'store.example'])
      expect(opensslVerify(root, keys.server.certificate, '-verify_hostname', host)).toBe('OK')
    for (const address of ['127.0.0.1', '::1'])
      expect(opensslVerify(root, keys.server.certificate, '-verify_ip', address)).toBe('OK')
    expect(opensslVerify(root, keys.server.certificate, '-verify_hostname', 'other.example')).toContain(
      'mismatch',
    )
    expect(opensslVerify(ring().root.certificate, client.certificate)).toContain('error')
    const read = new X509Certificate(client.certificate)
    expect(read.subject).toContain('CN=WS-330000-01')
    expect(read.serialNumber.toLowerCase()).toBe(client.serial)
    expect(Date.parse(read.validTo)).toBe(Date.parse(client.validUntil))
  })

  it('stay where they are, for their owner alone', () => {
    const first = ring('kept')
    const place = path.join(folder, 'kept')
    expect(fs.statSync(place).mode & 0o777).toBe(0o700)
    expect(fs.readdirSync(place).sort()).toEqual([
      'name.json',
      'root.crt',
      'root.pem',
      'server.pem',
      'signer.pem',
    ])
    for (const name of fs.readdirSync(place))
      expect(fs.statSync(path.join(place, name)).mode & 0o777).toBe(0o600)
    expect(ring('kept').root.certificate).toEqual(first.root.certificate)
    expect(ring('kept').server.certificate).toEqual(first.server.certificate)
  })

  it('of the server and the signer are made anew in time or for another name; the root stays', () => {
    const first = ring('renewed')
    const named = ring('renewed', NOW, [...HOSTS, '10.1.2.3'])
    expect(named.server.certificate).not.toEqual(first.server.certificate)
    expect(named.signer.certificate).toEqual(first.signer.certificate)
    const later = ring('renewed', '2028-06-01T00:00:00.000Z' as Instant)
    expect(later.server.certificate).not.toEqual(named.server.certificate)
    expect(later.signer.certificate).not.toEqual(first.signer.certificate)
    expect(later.root.certificate).toEqual(first.root.certificate)
    expect(opensslVerify(later.root.certificate, named.server.certificate, '-verify_ip', '10.1.2.3')).toBe(
      'OK',
    )
  })

  it('are refused when a file was changed', () => {
    ring('mixed')
    const other = ring('other')
    fs.copyFileSync(path.join(folder, 'other/signer.pem'), path.join(folder, 'mixed/name.json'))
    expect(() => ring('mixed')).toThrow()
    expect(other.signer.certificate.length).toBeGreaterThan(0)
  })
})

describe('what the store signs', () => {
  it('opens at a workstation that knows the root, and nowhere else', () => {
    const keys = ring()
    const signer = createSigner(() => keys)
    const open = createSignedEnvelopes().open
    for (const type of ['receipt', 'number-block', 'revocation-list', 'standard-pack'] as const) {
      const file = utf8(signer.seal(utf8('{"证":1}'), type))
      expect(open(file, type, { trust: [keys.root.certificate], at: NOW })).toMatchObject({
        ok: true,
        value: { payload: { 证: 1 }, signer: '国家库, "参考"=实现 签名' },
      })
      expect(open(file, type, { trust: [ring().root.certificate], at: NOW })).toMatchObject({
        error: { code: 'envelope-signer-untrusted' },
      })
      expect(
        open(file, type, { trust: [keys.root.certificate], at: '2040-01-01T00:00:00.000Z' as Instant }),
      ).toMatchObject({
        error: { code: 'envelope-signer-expired' },
      })
    }
  })
})

describe('keys from outside', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const proof = new Uint8Array(sign('sha256', utf8('text'), privateKey))

  it('prove themselves by a signature of a P-256 key over the very text', () => {
    expect(outsideKeys.proves(spki, 'text', proof)).toBe(true)
    expect(outsideKeys.proves(spki, 'texts', proof)).toBe(false)
    for (const [type, options] of [
      ['ec', { namedCurve: 'secp384r1' }],
      ['rsa', { modulusLength: 2048 }],
    ] as const) {
      const other = generateKeyPairSync(type as 'ec', options as { namedCurve: string })
      const der = new Uint8Array(other.publicKey.export({ format: 'der', type: 'spki' }))
      expect(
        outsideKeys.proves(der, 'text', new Uint8Array(sign('sha256', utf8('text'), other.privateKey))),
      ).toBe(false)
    }
  })

  it('never throw and never pass when they are damaged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: proof.length - 1 }), (noise, at) => {
        expect(outsideKeys.proves(noise, 'text', proof)).toBe(false)
        expect(outsideKeys.proves(spki, 'text', noise)).toBe(false)
        const bad = Uint8Array.from(proof)
        bad[at] = (bad[at] ?? 0) ^ 1
        expect(outsideKeys.proves(spki, 'text', bad)).toBe(false)
      }),
    )
  })
})
