import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { derOfPem, makeOpensslPki, Workshop } from './support/openssl.ts'
import { codes } from './support/reading.ts'
import { sealedPdf } from './support/sealed-pdf.ts'
import { tinyPdf, type TinyPdfOptions } from './support/tiny-pdf.ts'

/**
 * Containers as the openssl command makes them, also in the shapes that ETSI EN 319 142-1 and RFC 5652 do not let a PDF carry:
 * with the content inside (of this file or of another), and without signed attributes.
 */
const shop = new Workshop()
const verifier = createDocumentVerifier()
let trust: readonly Uint8Array[]

beforeAll(() => {
  const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  makeOpensslPki(shop, [{ name: 'seal', newKey: p256 }])
  trust = [derOfPem(Buffer.from(shop.read('root.pem')).toString('latin1'))]
})
afterAll(() => shop.remove())

/** A container over these bytes; `-cades` adds the attribute that names the certificate. */
function container(content: Uint8Array, ...options: readonly string[]): Uint8Array {
  shop.file('content.bin', content)
  shop.run('openssl', [
    ...['cms', '-sign', '-binary', '-nosmimecap', '-md', 'sha256', '-outform', 'DER', ...options],
    ...['-signer', 'seal.pem', '-inkey', 'seal.key', '-certfile', 'int.pem'],
    ...['-in', 'content.bin', '-out', 'container.der'],
  ])
  return shop.read('container.der')
}

const judge = (file: Uint8Array): VerificationReport =>
  verifier.verify(file, { trust, at: new Date().toISOString() as Instant })

/** Small enough to fit into the gap of the file under test. */
const other = tinyPdf({ metadata: { ZZMC: '别的文件' }, reservedBytes: 100 }).bytes

describe('a container that the openssl command made', () => {
  it('holds when it is detached and made over this file', () => {
    const report = judge(sealedPdf(content => container(content, '-cades')))
    expect(report).toMatchObject({ verdict: 'passed', metadataSigned: true })
  })

  it.each<[string, TinyPdfOptions]>([
    ['PAdES', {}],
    ['CMS', { subFilter: 'adbe.pkcs7.detached' }],
  ])('fails with the content of its own file inside (%s)', (_, options) => {
    const report = judge(sealedPdf(content => container(content, '-cades', '-nodetach'), options))
    expect(report).toMatchObject({ verdict: 'failed', metadataSigned: false })
    expect(codes(report)).toContain('content-inside')
  })

  it('fails when it holds another PDF and is right for that one only', () => {
    const report = judge(sealedPdf(() => container(other, '-cades', '-nodetach')))
    expect(report.verdict).toBe('failed')
    expect(codes(report)).toEqual(expect.arrayContaining(['content-inside', 'message-digest-mismatch']))
  })

  it('fails when it is detached and right for another PDF only', () => {
    const report = judge(sealedPdf(() => container(other, '-cades')))
    expect(report.signatures[0]).toMatchObject({ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' })
  })

  it.each(['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])('never passes without attributes (%s)', sub => {
    const report = judge(sealedPdf(content => container(content, '-noattr'), { subFilter: sub }))
    expect(report.verdict).not.toBe('passed')
    expect(codes(report)).toContain('no-signed-attributes')
  })
})

describe('a signed file that carries another signed file as an attachment', () => {
  const attachment = (inner: Uint8Array): TinyPdfOptions => {
    const data = Buffer.from(inner).toString('latin1')
    return {
      catalogExtra: '/Names<</EmbeddedFiles<</Names[(inner.pdf)10 0 R]>>>>',
      extraObjects: [
        '<</Type/Filespec/F(inner.pdf)/EF<</F 11 0 R>>>>',
        `<</Type/EmbeddedFile/Length ${data.length}>>\nstream\n${data}\nendstream`,
      ],
    }
  }
  const inner = (): Uint8Array =>
    sealedPdf(content => container(content, '-cades'), { metadata: { ZZMC: '里面的证' } })

  it('is judged by its own signature and shows its own data', () => {
    const report = judge(sealedPdf(content => container(content, '-cades'), attachment(inner())))
    expect(report.signatures).toHaveLength(1)
    expect(report.signatures[0]).toMatchObject({ integrity: 'intact', coverage: 'whole-document' })
    expect(report.metadata.ZZMC).toBe('测试证')
  })

  it('does not pass on the strength of the attachment', () => {
    const report = judge(sealedPdf(() => new Uint8Array(0), attachment(inner())))
    expect(report.verdict).toBe('failed')
    expect(codes(report)).toContain('contents-empty')
  })
})
