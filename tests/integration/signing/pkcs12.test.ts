import fc from 'fast-check'
import { createVerify, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPkcs12Provider } from '../../../electron/signing/index.ts'
import { toHex } from '../../../shared/kernel/bytes.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { makeOpensslPki, Workshop } from './support/openssl.ts'

const shop = new Workshop()
const provider = createPkcs12Provider()
const KEYS = [
  { name: 'rsa2048', newKey: ['-newkey', 'rsa:2048'] },
  { name: 'p256', newKey: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] },
] as const
const PROTECTIONS = [
  { name: 'modern', args: [] },
  { name: 'legacy', args: ['-legacy'] },
  {
    name: 'des',
    args: ['-legacy', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  },
  { name: 'aes128-sha512', args: ['-certpbe', 'aes-128-cbc', '-keypbe', 'aes-128-cbc', '-macalg', 'sha512'] },
  { name: 'nomac', args: ['-nomac'] },
] as const
const PINS = ['seal-pw', '口令密码', 'pässword ß', '𬭎印😀'] as const

beforeAll(() => {
  makeOpensslPki(shop, [
    ...KEYS,
    { name: 'p521', newKey: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'] },
  ])
})
afterAll(() => shop.remove())

function container(key: string, args: readonly string[], pin: string): Uint8Array {
  const source = ['-inkey', `${key}.key`, '-in', `${key}.pem`, '-certfile', 'int.pem', '-name', '印章']
  shop.run('openssl', ['pkcs12', '-export', ...source, ...args, '-passout', `pass:${pin}`, '-out', 'x.p12'])
  return shop.read('x.p12')
}

describe('PKCS#12 files made by openssl', () => {
  for (const { name: key } of KEYS) {
    for (const { name, args } of PROTECTIONS) {
      it.each(PINS)(`${key}, ${name}, PIN %s`, async pin => {
        const bytes = container(key, args, pin)
        const opened = mustBeOk(provider.unlock(bytes, pin), 'unlock')
        const leaf = new X509Certificate(Buffer.from(shop.read(`${key}.pem`)))
        expect(toHex(opened.certificate.certificate)).toBe(toHex(leaf.raw))
        expect(opened.certificate.chain).toHaveLength(1)
        expect(opened.certificate.fingerprint).toBe(leaf.fingerprint256.replaceAll(':', '').toLowerCase())
        expect(opened.certificate.subject).toContain('某市文化和旅游局')
        const data = Buffer.from('证照')
        const check = createVerify('sha256').update(data)
        expect(check.verify(leaf.publicKey, opened.sign(data))).toBe(true)
        const aside = createVerify('sha256').update(data)
        expect(aside.verify(leaf.publicKey, await opened.signAside(data))).toBe(true)
        opened.lock()
        expect(() => opened.sign(data)).toThrow('locked')
        await expect(opened.signAside(data)).rejects.toThrow('locked')
        const wrong = provider.unlock(bytes, `${pin}x`)
        expect(wrong.ok ? 'opened' : wrong.error.code).toBe('pin-wrong')
        expect(JSON.stringify(wrong)).not.toContain(pin)
      })
    }
  }

  it('names what is missing or unsupported', () => {
    const code = (bytes: Uint8Array): string => {
      const result = provider.inspect(bytes, 'seal-pw')
      return result.ok ? 'opened' : result.error.code
    }
    expect(code(container('p521', [], 'seal-pw'))).toBe('key-unsupported')
    expect(code(container('p256', ['-nocerts'], 'seal-pw'))).toBe('certificate-missing')
    shop.run('openssl', [
      'pkcs12',
      '-export',
      '-nokeys',
      '-in',
      'p256.pem',
      '-passout',
      'pass:seal-pw',
      '-out',
      'x.p12',
    ])
    expect(code(shop.read('x.p12'))).toBe('key-missing')
    expect(code(new Uint8Array(0))).toBe('container-unreadable')
    expect(code(new Uint8Array(2_000_000))).toBe('container-unreadable')
  })

  it('refuses an iteration count meant to stall the counter', () => {
    const bytes = container('p256', ['-nomac', '-iter', '2000001'], 'seal-pw')
    const result = provider.inspect(bytes, 'seal-pw')
    expect(result.ok ? 'opened' : result.error.code).toBe('container-unreadable')
  }, 60_000)

  it('ends with its own error for every damaged file', () => {
    const good = container('p256', ['-legacy'], 'seal-pw')
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), fc.boolean(), (at, value, cut) => {
        const bad = Uint8Array.from(good)
        bad[at] = value
        const result = provider.inspect(cut ? bad.subarray(0, at) : bad, 'seal-pw')
        if (!result.ok) expect(result.error.text.zh).not.toBe('')
        else expect(result.value.keyType).toBe('ec')
      }),
      { numRuns: 300 },
    )
  })
})
