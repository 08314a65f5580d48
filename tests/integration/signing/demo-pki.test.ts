import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDemoPki, createPkcs12Provider } from '../../../electron/signing/index.ts'
import { type DemoPki } from '../../../electron/ports/demo-pki.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { pem, Workshop } from './support/openssl.ts'

const shop = new Workshop()
const now = new Date().toISOString() as Instant
const PIN = '示范口令123456'
afterAll(() => shop.remove())

describe.each(['rsa-3072', 'p256'] as const)('a demonstration office with %s', keyType => {
  let pki: DemoPki
  beforeAll(async () => {
    pki = await createDemoPki().make({
      officeName: '海宁市文化和旅游局',
      pin: PIN,
      now,
      keyType,
      subjects: { licence: '文化和旅游部行政许可专用章', copy: '文化和旅游市场电子证照专用章' },
    })
  })

  it('has a self-signed root that says 样例', () => {
    const root = new X509Certificate(Buffer.from(pki.root))
    expect(root.verify(root.publicKey)).toBe(true)
    expect(root.ca).toBe(true)
    expect(root.subject).toContain('样例')
    expect(root.checkIssued(root)).toBe(true)
  })

  it('makes containers that openssl opens, and a chain that openssl accepts', () => {
    shop.file('root.pem', pem(pki.root))
    for (const [id, bytes] of Object.entries(pki.containers)) {
      shop.file(`${id}.p12`, bytes)
      const open = ['pkcs12', '-in', `${id}.p12`, '-passin', `pass:${PIN}`]
      shop.run('openssl', [...open, '-nokeys', '-clcerts', '-out', 'leaf.pem'])
      shop.run('openssl', [...open, '-nocerts', '-nodes', '-out', 'key.pem'])
      expect(
        shop.run('openssl', [
          'verify',
          '-x509_strict',
          '-purpose',
          'smimesign',
          '-CAfile',
          'root.pem',
          'leaf.pem',
        ]),
      ).toContain('OK')
      const text = shop.run('openssl', ['x509', '-in', 'leaf.pem', '-noout', '-text', '-nameopt', 'utf8'])
      expect(text).toContain('Digital Signature, Non Repudiation')
      expect(text).toContain('CA:FALSE')
      expect(text).toContain('专用章（样例）')
      expect(shop.run('openssl', ['pkey', '-in', 'key.pem', '-pubout'])).toBe(
        shop.run('openssl', ['x509', '-in', 'leaf.pem', '-pubkey', '-noout']),
      )
      const info = shop.attempt('openssl', [...open, '-info', '-noout']).text
      expect(info).toContain('AES-256-CBC')
    }
  })

  it('is read by our own provider, and only with the PIN', () => {
    const bytes = pki.containers.licence!
    const seal = mustBeOk(createPkcs12Provider().inspect(bytes, PIN), 'inspect')
    expect(seal.subject).toBe(
      'C=CN, O=海宁市文化和旅游局（样例）, OU=样例, CN=文化和旅游部行政许可专用章（样例）',
    )
    expect([seal.keyType, seal.keyBits]).toEqual(keyType === 'p256' ? ['ec', 256] : ['rsa', 3072])
    const wrong = createPkcs12Provider().inspect(bytes, '示范口令123457')
    expect(wrong.ok ? '' : wrong.error.code).toBe('pin-wrong')
  })
})
