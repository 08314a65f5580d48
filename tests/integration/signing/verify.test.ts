import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { makeOffice, NOW, type Office } from './support/office.ts'
import { codes, fromLatin, latin } from './support/reading.ts'
import { signAtOnce } from './support/sign.ts'
import { appendUpdate, tinyPdf } from './support/tiny-pdf.ts'

const verifier = createDocumentVerifier()
let office: Office

beforeAll(async () => {
  office = await makeOffice()
})

const judge = (bytes: Uint8Array, at: Instant = NOW): VerificationReport =>
  verifier.verify(bytes, { trust: office.trust, at })

describe('a file that we signed', () => {
  it('passes, with its metadata and its words', () => {
    const report = judge(office.sign())
    expect(report).toMatchObject({
      format: 'pdf',
      verdict: 'passed',
      metadata: { ZZMC: '测试证', KZ_A: 'x & y', ZZBH: 'No. 7' },
      metadataSigned: true,
    })
    expect(report.signatures).toHaveLength(1)
    expect(report.signatures[0]).toMatchObject({
      indication: 'TOTAL_PASSED',
      subIndication: null,
      integrity: 'intact',
      level: 'PAdES-BASELINE-B',
      signer: '电子证照专用章（样例）',
      signedAt: '2026-11-23T12:00:00.000Z',
      timeSource: 'self-declared',
      coverage: 'whole-document',
      certificateFingerprint: office.key.certificate.fingerprint,
    })
    expect(codes(report)).toEqual(
      expect.arrayContaining(['certified', 'time-self-declared', 'revocation-not-checked']),
    )
  })

  it('does not pass without the root, after expiry, or before its time', () => {
    const signed = office.sign()
    const unknown = verifier.verify(signed, { trust: [], at: NOW })
    expect(unknown.signatures[0]).toMatchObject({
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      integrity: 'intact',
    })
    expect(unknown.verdict).toBe('indeterminate')
    expect(codes(unknown)).toContain('no-chain')
    expect(judge(signed, '2031-01-01T00:00:00.000Z' as Instant).signatures[0]).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'OUT_OF_BOUNDS_NO_POE',
    })
    expect(judge(signed, '2020-01-01T00:00:00.000Z' as Instant).signatures[0]?.subIndication).toBe(
      'NOT_YET_VALID',
    )
    const early = office.sign({ signedAt: 'D:20200101000000Z' })
    expect(judge(early).signatures[0]?.subIndication).toBe('SIG_CONSTRAINTS_FAILURE')
  })

  it('is not believed by the root of another office', async () => {
    const other = await makeOffice()
    const report = verifier.verify(office.sign(), { trust: other.trust, at: NOW })
    expect(report.verdict).toBe('indeterminate')
  })

  it('never passes with a single byte changed, wherever it stands', () => {
    const signed = office.sign()
    const { gap } = tinyPdf()
    // Half of the tries go to where the signature container stands.
    const place = fc.oneof(
      fc.nat({ max: signed.length - 1 }),
      fc.integer({ min: gap!.start, max: gap!.start + 3400 }),
    )
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = Uint8Array.from(signed)
        bad[at] = (bad[at] ?? 0) ^ change
        const report = judge(bad)
        expect(report.verdict).not.toBe('passed')
        expect(report.signatures.some(s => s.indication === 'TOTAL_PASSED')).toBe(false)
      }),
      { numRuns: 1500 },
    )
  })

  it('never passes when cut off', () => {
    const signed = office.sign()
    fc.assert(
      fc.property(fc.nat({ max: signed.length - 2 }), length => {
        expect(judge(signed.subarray(0, length)).verdict).not.toBe('passed')
      }),
      { numRuns: 300 },
    )
  })
})

describe('changes after signing', () => {
  const changed = (update: Uint8Array): void => {
    const report = judge(update)
    expect(report.verdict).toBe('failed')
    expect(report.signatures[0]).toMatchObject({ indication: 'TOTAL_FAILED', integrity: 'modified' })
  }
  const page = (extra: string): string =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>/Annots[5 0 R]${extra}>>`

  it('sees new page content', () => {
    changed(appendUpdate(office.sign(), { 4: '<</Length 1>>\nstream\nq\nendstream' }))
    changed(appendUpdate(office.sign({ docMdp: null }), { 4: '<</Length 1>>\nstream\nq\nendstream' }))
  })
  it('sees a new annotation, a new page, a new catalog', () => {
    const note = '<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>'
    changed(
      appendUpdate(office.sign({ docMdp: 3 }), { 20: note, 3: page('').replace('5 0 R]', '5 0 R 20 0 R]') }),
    )
    changed(appendUpdate(office.sign(), { 20: page(''), 2: '<</Type/Pages/Kids[3 0 R 20 0 R]/Count 2>>' }))
    changed(
      appendUpdate(office.sign(), {
        20: '<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/OpenAction[3 0 R/Fit]>>',
        1: '<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/Metadata 8 0 R/Perms<</DocMDP 6 0 R>>/OpenAction 20 0 R>>',
      }),
    )
  })
  it('sees changed licence metadata, in XMP and in the information dictionary', () => {
    const other = '<</Type/Metadata/Subtype/XML/Length 4>>\nstream\n<a/>\nendstream'
    changed(appendUpdate(office.sign(), { 8: other }))
    changed(appendUpdate(office.sign({ docMdp: null }), { 8: other }))
    changed(appendUpdate(office.sign({ docMdp: null }), { 9: '<</Producer(tiny)/ZZBH(No. 8)>>' }))
    const report = judge(appendUpdate(office.sign(), { 9: '<</Producer(tiny)/ZZBH(No. 8)>>' }))
    expect(report.metadata.ZZBH).toBe('No. 7')
    expect(report.metadataSigned).toBe(false)
  })
  it('sees a redefined signature dictionary', () => {
    const signed = office.sign()
    const dictionary = /6 0 obj\n(<<.*?>>)\nendobj/s.exec(latin(signed))?.[1] ?? ''
    const report = judge(appendUpdate(signed, { 6: dictionary.replace('(Issue)', '(Other)') }))
    expect(report.verdict).toBe('failed')
    expect(codes(report)).toContain('gap-is-not-contents')
  })
  it('sees a changed object that the signature dictionary names', () => {
    const prepared = tinyPdf({ extraObjects: ['(Issue)'] })
    const bytes = fromLatin(latin(prepared.bytes).replace('/Reason(Issue)', '/Reason 10 0 R'))
    const signed = mustBeOk(signAtOnce({ ...prepared, bytes }, office.key), 'sign')
    expect(judge(signed).verdict).toBe('passed')
    const report = judge(appendUpdate(signed, { 10: '(Other)' }))
    expect(report.verdict).toBe('failed')
    expect(codes(report)).toContain('objects-changed')
  })
  it('sees content behind the end that no table lists', () => {
    const signed = office.sign()
    const extra = (text: string): Uint8Array => fromLatin(latin(signed) + text)
    expect(judge(extra('4 0 obj\n<</Length 1>>\nstream\nq\nendstream\nendobj\n')).verdict).not.toBe('passed')
    expect(judge(extra('junk')).verdict).not.toBe('passed')
    const store = appendUpdate(signed, {
      20: '<</Certs[]>>',
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/Metadata 8 0 R/Perms<</DocMDP 6 0 R>>/DSS 20 0 R>>',
    })
    expect(judge(store)).toMatchObject({ verdict: 'passed', signatures: [{ coverage: 'revision' }] })
    const hidden = latin(store).replace('20 0 obj', '4 0 obj\n(shadow)\nendobj\n20 0 obj')
    expect(judge(fromLatin(hidden)).verdict).not.toBe('passed')
  })
  it('sees content prepared before signing to appear later', () => {
    const note = '<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>'
    const prepared = tinyPdf({ extraObjects: ['null'], annotsExtra: ' 10 0 R' })
    const text = latin(prepared.bytes)
    const offset = String(text.indexOf('10 0 obj')).padStart(10, '0')
    const trap = (at: number): Uint8Array => {
      const bytes = fromLatin(text.replace(`${offset} 00000 n`, `${String(at).padStart(10, '0')} 00000 n`))
      return mustBeOk(signAtOnce({ ...prepared, bytes }, office.key), 'sign')
    }
    // The table already points to where the attacker will append the object.
    const sprung = appendUpdate(trap(text.length), { 10: note })
    expect(judge(sprung).verdict).not.toBe('passed')
    // Dropping keys of the information dictionary must not change a dictionary that pages use as well.
    const double = mustBeOk(signAtOnce(tinyPdf({ annotsExtra: ' 9 0 R' }), office.key), 'sign')
    expect(judge(appendUpdate(double, { 9: '<</Producer(tiny)>>' })).verdict).toBe('failed')
  })
  it('lets nobody sign after a certification with P=1, and lets them after P=2', () => {
    const second = (docMdp: 1 | 2): Uint8Array => {
      const first = office.sign({ docMdp })
      const gapText = `<${'0'.repeat(8192)}>`
      const range = '[0 0000000000 0000000000 0000000000]'
      const update = latin(
        appendUpdate(first, {
          20: '<</Type/Annot/Subtype/Widget/FT/Sig/T(Second)/F 132/Rect[0 0 0 0]/P 3 0 R/V 21 0 R>>',
          21: `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261123120000Z)/ByteRange${range}/Contents${gapText}>>`,
          7: '<</Fields[5 0 R 20 0 R]/SigFlags 3>>',
          3: page('').replace('5 0 R]', '5 0 R 20 0 R]'),
        }),
      )
      const start = update.lastIndexOf(gapText)
      const end = start + gapText.length
      const numbers = [start, end, update.length - end].map(n => String(n).padStart(10, '0')).join(' ')
      const bytes = fromLatin(update.replace(range, `[0 ${numbers}]`))
      return mustBeOk(signAtOnce({ bytes, gap: { start, end }, pageCount: 1 }, office.key), 'sign')
    }
    const allowed = judge(second(2))
    expect(allowed.signatures.map(s => s.coverage)).toEqual(['revision', 'whole-document'])
    expect(allowed.verdict).toBe('passed')
    expect(codes(allowed)).toContain('signature-added')
    const forbidden = judge(second(1))
    expect(forbidden.verdict).toBe('failed')
    expect(codes(forbidden)).toContain('signature-without-leave')
  })
})

it('signs by RSA as well, and hashes exactly what lies outside of the gap', async () => {
  const rsa = await makeOffice('rsa-3072')
  const prepared = tinyPdf({ contentBytes: 60_000 })
  const signed = mustBeOk(signAtOnce(prepared, rsa.key), 'sign')
  const outside = (bytes: Uint8Array): string =>
    createHash('sha256')
      .update(bytes.subarray(0, prepared.gap!.start))
      .update(bytes.subarray(prepared.gap!.end))
      .digest('hex')
  expect(outside(signed)).toBe(outside(prepared.bytes))
  expect(verifier.verify(signed, { trust: rsa.trust, at: NOW }).verdict).toBe('passed')
})
