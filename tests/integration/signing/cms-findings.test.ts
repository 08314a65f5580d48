import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { OID } from '../../../electron/signing/der/oids.ts'
import { oid, sequence } from '../../../shared/kernel/der-writer.ts'
import { type SubIndication } from '../../../shared/domain/seal/verification.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { attribute, craftedCms, namesCertificate, protects } from './support/crafted-cms.ts'
import { derOfPem, makeOpensslPki, Workshop } from './support/openssl.ts'
import { sealedPdf } from './support/sealed-pdf.ts'
import { type TinyPdfOptions } from './support/tiny-pdf.ts'

const shop = new Workshop()
const text = (name: string): string => Buffer.from(shop.read(name)).toString('latin1')
let trust: readonly Uint8Array[]
let certificate: Uint8Array
let issuing: Uint8Array
let key: string
let otherKey: string

beforeAll(() => {
  const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  makeOpensslPki(shop, [
    { name: 'seal', newKey: p256 },
    { name: 'other', newKey: p256 },
    { name: 'weak', newKey: ['-newkey', 'rsa:1024'] },
  ])
  issuing = derOfPem(text('int.pem'))
  trust = [derOfPem(text('root.pem')), issuing]
  certificate = derOfPem(text('seal.pem'))
  key = text('seal.key')
  otherKey = text('other.key')
})
afterAll(() => shop.remove())

type Bent = Partial<Parameters<typeof craftedCms>[0]>

const craft = (bent: Bent) => (content: Uint8Array) => craftedCms({ content, certificate, key, ...bent })

function judge(seal: (content: Uint8Array) => Uint8Array, options: TinyPdfOptions = {}) {
  const at = new Date().toISOString() as Instant
  const report = createDocumentVerifier().verify(sealedPdf(seal, options), { trust, at })
  const [status] = report.signatures
  return {
    verdict: report.verdict,
    sub: status?.subIndication,
    codes: status?.reasons.map(r => r.code) ?? [],
  }
}

it('a container as it should be passes', () => {
  expect(judge(craft({})).verdict).toBe('passed')
})

describe('a container that is bent, and rightly signed as it is', () => {
  const FORMAT = 'FORMAT_FAILURE'
  const WEAK = 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  it.each<[string, SubIndication, () => Bent]>([
    [
      'content-type-mismatch',
      FORMAT,
      () => ({
        attributes: all => ({ ...all, contentType: attribute(OID.contentType, oid(OID.tstInfo)) }),
      }),
    ],
    ['message-digest-missing', FORMAT, () => ({ attributes: ({ messageDigest: _, ...rest }) => rest })],
    ['signer-count', FORMAT, () => ({ signers: 2 })],
    ['signer-count', FORMAT, () => ({ signers: 0 })],
    ['signature-invalid', 'SIG_CRYPTO_FAILURE', () => ({ key: otherKey })],
    [
      'algorithm-protection-mismatch',
      'SIG_CRYPTO_FAILURE',
      () => ({ attributes: all => ({ ...all, protection: protects(OID.sha512) }) }),
    ],
    ['digest-algorithm-unsupported', WEAK, () => ({ digestAlgorithm: '1.2.3.4' })],
    ['signature-algorithm-unsupported', WEAK, () => ({ signatureAlgorithm: '1.2.3.4' })],
    ['signer-certificate-missing', 'NO_SIGNING_CERTIFICATE_FOUND', () => ({ withCertificate: false })],
    [
      'signing-certificate-mismatch',
      'NO_SIGNING_CERTIFICATE_FOUND',
      () => ({ attributes: all => ({ ...all, signingCertificate: namesCertificate(issuing) }) }),
    ],
    [
      'signing-certificate-missing',
      'SIG_CONSTRAINTS_FAILURE',
      () => ({ attributes: ({ signingCertificate: _, ...rest }) => rest }),
    ],
    ['not-canonical', 'SIG_CONSTRAINTS_FAILURE', () => ({ version: 3 })],
  ])('never passes: %s', (code, sub, bent) => {
    const found = judge(craft(bent()))
    expect(found.codes[0]).toBe(code)
    expect(found.sub).toBe(sub)
    expect(found.verdict).not.toBe('passed')
  })

  it('may leave out the name of its certificate where it is no PAdES signature', () => {
    const bent = craft({ attributes: ({ signingCertificate: _, ...rest }) => rest })
    expect(judge(bent, { subFilter: 'adbe.pkcs7.detached' }).verdict).toBe('passed')
  })
})

describe('a container that cannot be taken as it stands', () => {
  it.each<[string, (content: Uint8Array) => Uint8Array, TinyPdfOptions]>([
    ['cms-unreadable', () => Buffer.from('no container'), {}],
    ['cms-unreadable', () => sequence(oid(OID.signedData)), {}],
    ['cms-padding', content => Buffer.concat([craft({})(content), Buffer.from('more')]), {}],
    ['claimed-time-outside', content => craft({})(content), { signedAt: 'D:20010101000000Z' }],
    ['sub-filter-unknown', content => craft({})(content), { subFilter: 'Our.own' }],
  ])('never passes: %s', (code, seal, options) => {
    const found = judge(seal, options)
    expect(found.codes[0]).toBe(code)
    expect(found.verdict).not.toBe('passed')
  })

  it('never passes: hexadecimal digits of both cases, which nobody signs', () => {
    const at = new Date().toISOString() as Instant
    const file = Buffer.from(sealedPdf(craft({})))
    const from = file.indexOf('/Contents<') + '/Contents<'.length
    const letter = from + file.subarray(from).toString('latin1').search(/[a-f]/)
    file[letter]! -= 0x20
    const [status] = createDocumentVerifier().verify(new Uint8Array(file), { trust, at }).signatures
    expect(status?.reasons.map(r => r.code)).toContain('not-canonical')
    expect(status?.indication).toBe('INDETERMINATE')
  })

  it('never passes: a key of 1024 bits', () => {
    const found = judge(content => {
      shop.file('content.bin', content)
      const signer = ['-signer', 'weak.pem', '-inkey', 'weak.key', '-certfile', 'int.pem']
      const options = ['-binary', '-cades', '-md', 'sha256', '-outform', 'DER', '-out', 'weak.der']
      shop.run('openssl', ['cms', '-sign', ...options, ...signer, '-in', 'content.bin'])
      return shop.read('weak.der')
    })
    expect(found).toMatchObject({ verdict: 'indeterminate', sub: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' })
    expect(found.codes).toContain('weak-algorithm')
  })
})
