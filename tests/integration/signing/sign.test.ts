import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPkcs12Provider } from '../../../electron/signing/index.ts'
import { type UnlockedKey } from '../../../electron/ports/seal-keys.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { makeOpensslPki, Workshop } from './support/openssl.ts'
import { signAtOnce } from './support/sign.ts'
import { tinyPdf } from './support/tiny-pdf.ts'

const shop = new Workshop()
const KEYS = [
  { name: 'rsa3072', newKey: ['-newkey', 'rsa:3072'] },
  { name: 'p256', newKey: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] },
] as const

beforeAll(() => {
  makeOpensslPki(shop, KEYS)
  shop.run('openssl', ['x509', '-in', 'root.pem', '-out', 'trust.pem'])
})
afterAll(() => shop.remove())

function unlock(name: string): UnlockedKey {
  const source = ['-inkey', `${name}.key`, '-in', `${name}.pem`, '-certfile', 'int.pem']
  shop.run('openssl', ['pkcs12', '-export', ...source, '-passout', 'pass:pw', '-out', 'k.p12'])
  return mustBeOk(createPkcs12Provider().unlock(shop.read('k.p12'), 'pw'), 'unlock')
}

describe.each(KEYS)('a PAdES signature by $name', ({ name }) => {
  it('is taken by pdfsig, qpdf and openssl cms -cades', () => {
    const prepared = tinyPdf()
    const gap = prepared.gap!
    const signed = mustBeOk(signAtOnce(prepared, unlock(name)), 'sign')
    expect(signed).toHaveLength(prepared.bytes.length)
    shop.file('signed.pdf', signed)
    const hex = Buffer.from(signed.subarray(gap.start + 1, gap.end - 1)).toString('latin1')
    shop.file('cms.der', Buffer.from(hex, 'hex'))
    shop.file('content.bin', Buffer.concat([signed.subarray(0, gap.start), signed.subarray(gap.end)]))
    const check = ['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', 'cms.der']
    const run = shop.attempt('openssl', [
      ...check,
      '-content',
      'content.bin',
      '-CAfile',
      'trust.pem',
      '-out',
      'out',
    ])
    expect(run.text).toMatch(/Verification successful/)
    const report = shop.attempt('pdfsig', ['signed.pdf']).text
    expect(report).toContain('Signature is Valid')
    expect(report).toContain('Total document signed')
    expect(report).toContain('ETSI.CAdES.detached')
    expect(shop.attempt('qpdf', ['--check', 'signed.pdf']).status).toBe(0)
    const attributes = shop.run('openssl', [
      'cms',
      '-cmsout',
      '-print',
      '-noout',
      '-inform',
      'DER',
      '-in',
      'cms.der',
    ])
    expect(attributes).toContain('id-smime-aa-signingCertificateV2')
    expect(attributes).not.toContain('object: signingTime')
    expect(attributes).not.toContain('测试根')
  })

  it('says so when there is no place or too little of it', () => {
    const key = unlock(name)
    const small = signAtOnce(tinyPdf({ reservedBytes: 600 }), key)
    expect(small.ok ? '' : small.error.code).toBe('placeholder-too-small')
    const none = signAtOnce({ bytes: new Uint8Array(10), pageCount: 1 }, key)
    expect(none.ok ? '' : none.error.code).toBe('no-signature-place')
    const askew = tinyPdf()
    const moved = signAtOnce({ ...askew, gap: { start: 3, end: askew.gap!.end } }, key)
    expect(moved.ok ? '' : moved.error.code).toBe('no-signature-place')
  })
})
