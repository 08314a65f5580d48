import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { conclusionOf } from '../../../shared/domain/seal/conclusion.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { withFile } from '../rendering/tools.ts'
import { makeOffice, NOW, type Office } from './support/office.ts'
import { fromLatin, latin } from './support/reading.ts'
import { appendUpdate, assemble } from './support/tiny-pdf.ts'

const verifier = createDocumentVerifier()
let office: Office

beforeAll(async () => {
  office = await makeOffice()
})

/** How many fields with a signature poppler finds. */
function signaturesSeen(bytes: Uint8Array): number {
  const seen = withFile(bytes, file => spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' }))
  return seen.stdout.match(/Signature Type:/g)?.length ?? 0
}

const judge = (bytes: Uint8Array): VerificationReport =>
  verifier.verify(bytes, { trust: office.trust, at: NOW })

describe('a signature in the wrong shape', () => {
  const rewritten = (change: (text: string) => string): VerificationReport =>
    judge(fromLatin(change(latin(office.sign()))))

  it.each<[string, (text: string) => string]>([
    ['ByteRange missing', t => t.replace('/ByteRange[', '/ByteRangX[')],
    ['ByteRange with another start', t => t.replace('/ByteRange[0 ', '/ByteRange[1 ')],
    ['ByteRange of three', t => t.replace(/(\/ByteRange\[0 \d{10} \d{10}) \d{10}\]/, '$1           ]')],
    [
      'Contents empty',
      t =>
        t.replace(/\/Contents<[0-9a-f]+>/, m =>
          m.replace(/[0-9a-f]+>$/, h => '0'.repeat(h.length - 1) + '>'),
        ),
    ],
    ['Contents missing', t => t.replace('/Contents<', '/Contentz<')],
    ['a second gap', t => t.replace('/SubFilter', '/ByteRange[0 1 2 3]/SubFilter').replace(/^/, '')],
    ['an unknown SubFilter', t => t.replace('ETSI.CAdES.detached', 'ETSI.CAdES.attached')],
  ])('is refused: %s', (_, change) => {
    expect(['failed', 'refused']).toContain(rewritten(change).verdict)
  })
  it('counts SHA-1 kinds as too weak', () => {
    const report = judge(office.sign({ subFilter: 'adbe.pkcs7.sha1' }))
    expect(report.signatures[0]?.subIndication).toBe('CRYPTO_CONSTRAINTS_FAILURE_NO_POE')
  })
  it('judges adbe.pkcs7.detached too', () => {
    expect(judge(office.sign({ subFilter: 'adbe.pkcs7.detached' }))).toMatchObject({
      verdict: 'passed',
      signatures: [{ level: 'CMS' }],
    })
  })
})

describe('files that are not judged', () => {
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(26), Buffer.from('OFD.xml')])
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'not-pdf'],
    ['text', Buffer.from('hello'), 'not-pdf'],
    ['OFD', zip, 'ofd-not-supported'],
    ['a header only', Buffer.from('%PDF-1.7\n'), 'pdf-malformed'],
    [
      'a table that goes round',
      Buffer.from('%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF'),
      'pdf-malformed',
    ],
    [
      'an encrypted file',
      fromLatin(
        assemble(
          ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>', 'null'],
          '/Encrypt 3 0 R',
        ),
      ),
      'pdf-encrypted',
    ],
  ])('%s is refused in words', (_, bytes, code) => {
    const report = judge(new Uint8Array(bytes))
    expect(report.verdict).toBe('refused')
    expect(report.reasons[0]?.code).toBe(code)
    expect(report.reasons[0]?.text.zh).toMatch(/请|拒绝|索取/)
  })
  it('is refused unread when it is larger than any licence', () => {
    const huge = new Uint8Array(200 * 1024 * 1024 + 1)
    huge.set(Buffer.from('%PDF-1.7\n'))
    expect(judge(huge)).toMatchObject({ verdict: 'refused', reasons: [{ code: 'pdf-too-large' }] })
  })
  it('says so when there is no signature', () => {
    const plain = fromLatin(assemble(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']))
    expect(judge(plain)).toMatchObject({ verdict: 'unsigned', reasons: [{ code: 'no-signature' }] })
  })
  describe('that had a signature which a later state takes out', () => {
    const catalog = (more: string): string => `<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R${more}>>`
    const freshStart = (file: Uint8Array): Uint8Array =>
      fromLatin(latin(file).replace(/\/Prev \d+>>(?![^]*\/Prev)/, '>>'))
    const bare = { 3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>' }
    const plainState = { 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', ...bare }
    it.each<[string, (signed: Uint8Array) => Uint8Array]>([
      ['by dropping the form', signed => appendUpdate(signed, { 1: catalog(''), ...bare })],
      ['by emptying the form', signed => appendUpdate(signed, { 7: '<</Fields[]>>', ...bare })],
      [
        'by clearing the field',
        signed => appendUpdate(signed, { 5: '<</Type/Annot/Subtype/Widget/FT/Sig/T(A)>>' }),
      ],
      [
        'many states ago',
        signed =>
          Array.from({ length: 30 }).reduce<Uint8Array>(
            file => appendUpdate(file, { 9: '<<>>' }),
            appendUpdate(signed, { 1: catalog(''), ...bare }),
          ),
      ],
      [
        'and which does not lead back',
        signed => freshStart(appendUpdate(signed, { 1: catalog(''), ...plainState })),
      ],
    ])('is refused %s, not called unsigned', (_, takeOut) => {
      const signed = office.sign()
      const file = takeOut(signed)
      const report = judge(file)
      expect(report).toMatchObject({ verdict: 'refused', signatures: [], metadataSigned: false })
      expect(report.reasons.map(r => r.code)).toEqual(['signature-removed'])
      expect(report.reasons[0]?.text.zh).toMatch(/去掉.*请勿采信/)
      expect(conclusionOf(report, null)).toMatchObject({ tone: 'bad', code: 'seal-removed' })
      // Witnesses: poppler sees no signature now, and sees it in the file as it ended before.
      expect(signaturesSeen(file)).toBe(0)
      expect(signaturesSeen(file.subarray(0, signed.length))).toBe(1)
    })
    it('but an attached file of another that is signed is not it', () => {
      const inner = latin(office.sign())
      const outer = assemble([
        '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.pdf)<</Type/Filespec/F(a.pdf)/EF<</F 3 0 R>>>>]>>>>>>',
        '<</Type/Pages/Kids[]/Count 0>>',
        `<</Type/EmbeddedFile/Length ${inner.length}>>\nstream\n${inner}\nendstream`,
      ])
      expect(judge(fromLatin(outer))).toMatchObject({ verdict: 'unsigned' })
    })
  })
  it('ends with a report for every damaged file, quickly enough to try hundreds', () => {
    const signed = latin(office.sign())
    const base = appendUpdate(fromLatin(signed), { 9: '<</ModDate(D:2026)>>' })
    const token = fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '<',
      'R',
      'obj',
      'stream',
      '/Prev 0',
      '/Kids[1 0 R]',
      '99999999 0 R',
      '%',
      'xref',
      '0 9999999',
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: base.length }), token), { minLength: 1, maxLength: 6 }),
        edits => {
          let text = latin(base)
          for (const [at, piece] of edits) text = text.slice(0, at) + piece + text.slice(at + piece.length)
          // The update may become another one that is allowed; what was signed may not change.
          const passed = judge(fromLatin(text)).verdict === 'passed'
          expect(passed && !text.startsWith(signed)).toBe(false)
        },
      ),
      { numRuns: 600 },
    )
  })
  it('takes no part in cross-reference bombs', () => {
    const bomb = (text: string): string => judge(fromLatin(text)).verdict
    const tail = (offset: number): string => `startxref\n${offset}\n%%EOF\n`
    expect(bomb(`%PDF-1.7\n${'<<'.repeat(50_000)}${tail(9)}`)).toBe('refused')
    expect(bomb(`%PDF-1.7\nxref\n0 9999999\n${tail(9)}`)).toBe('refused')
    expect(bomb(`%PDF-1.7\nxref\n0 0\ntrailer\n${'['.repeat(100_000)}${tail(9)}`)).toBe('refused')
  })
})
