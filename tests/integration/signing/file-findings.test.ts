import { beforeAll, describe, expect, it } from 'vitest'
import { createDocumentVerifier } from '../../../electron/signing/index.ts'
import { type VerificationReport } from '../../../shared/domain/seal/verification.ts'
import { makeOffice, NOW, type Office } from './support/office.ts'
import { codes, fromLatin, latin } from './support/reading.ts'
import { appendUpdate, assemble, xmp, type TinyPdfOptions } from './support/tiny-pdf.ts'

let office: Office

beforeAll(async () => {
  office = await makeOffice()
})

const judge = (bytes: Uint8Array): VerificationReport =>
  createDocumentVerifier().verify(bytes, { trust: office.trust, at: NOW })

const CATALOG = '/Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/Metadata 8 0 R/Perms<</DocMDP 6 0 R>>'
const OPEN_CATALOG = '/Type/Catalog/Pages 2 0 R/AcroForm 7 0 R/Metadata 8 0 R'
const WIDGET = '/Type/Annot/Subtype/Widget'
const SIGNATURE_FIELD = `<<${WIDGET}/FT/Sig/T(Signature1)/F 132/Rect[0 0 0 0]/P 3 0 R/V 6 0 R>>`
const page = (annots: string): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>/Annots[5 0 R${annots}]>>`

describe('a signature whose place is unsound', () => {
  it.each<[string, (text: string) => string]>([
    ['byte-range-malformed', t => t.replace('/ByteRange[0 ', '/ByteRange[1 ')],
    ['byte-range-malformed', t => t.replace('/ByteRange[', '/ByteRangX[')],
    ['byte-range-outside', t => t.replace(/(\/ByteRange\[0 \d{10} \d{10}) \d{10}\]/, '$1 9999999999]')],
    [
      'gap-is-not-contents',
      t =>
        t.replace(
          /(\/ByteRange\[0 )(\d{10})/,
          (_, a: string, n: string) => a + String(Number(n) + 2).padStart(10, '0'),
        ),
    ],
    [
      'range-not-a-revision',
      t =>
        t.replace(
          /(\d{10})\]\/Contents/,
          (_, n: string) => `${String(Number(n) - 3).padStart(10, '0')}]/Contents`,
        ),
    ],
    ['contents-missing', t => t.replace('/Contents<', '/Contentz<')],
    [
      'contents-empty',
      t =>
        t.replace(/\/Contents<[0-9a-f]+>/, m => m.replace(/<[0-9a-f]+/, h => `<${'0'.repeat(h.length - 1)}`)),
    ],
    ['dictionary-ambiguous', t => t.replace('/Reason(Issue)', '/Name  (Issue)')],
  ])('fails: %s', (code, change) => {
    const report = judge(fromLatin(change(latin(office.sign()))))
    expect(report.verdict).toBe('failed')
    expect(codes(report)[0]).toBe(code)
  })

  it('fails: a value that is no dictionary', () => {
    const field = SIGNATURE_FIELD.replace('/V 6 0 R', '/V(signed)')
    const report = judge(appendUpdate(office.sign(), { 5: field }))
    expect(report.verdict).toBe('failed')
    expect(codes(report)).toContain('signature-not-dictionary')
  })
})

interface Change {
  readonly what: string
  readonly code: string
  readonly signed?: TinyPdfOptions
  readonly objects: Readonly<Record<number, string>>
}

/** A text field that was there when the file was signed. */
const withTextField = (over: TinyPdfOptions = {}): TinyPdfOptions => ({
  docMdp: 2,
  fieldsExtra: ' 10 0 R',
  annotsExtra: ' 10 0 R',
  extraObjects: [`<<${WIDGET}/FT/Tx/T(Note)/F 4/Rect[0 0 9 9]/P 3 0 R/V(a)>>`],
  ...over,
})
const textField = (over: string): string => `<<${WIDGET}/FT/Tx/T(Note)/F 4/Rect[0 0 9 9]/P 3 0 R${over}>>`
const certified = (extra: string): string => `<<${CATALOG}${extra}>>`

const CHANGES: readonly Change[] = [
  {
    what: 'an action on opening',
    code: 'catalog-changed',
    objects: { 1: certified('/OpenAction[3 0 R/Fit]') },
  },
  {
    what: 'a note on the page',
    code: 'pages-changed',
    objects: { 20: '<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>', 3: page(' 20 0 R') },
  },
  { what: 'other content', code: 'objects-changed', objects: { 4: '<</Length 1>>\nstream\nq\nendstream' } },
  {
    what: 'another number in the information',
    code: 'information-changed',
    objects: { 9: '<</Producer(tiny)/ZZBH(No. 8)>>' },
  },
  {
    what: 'a form that can be read in two ways',
    code: 'form-replaced',
    objects: { 7: '<</Fields[5 0 R]/Fields[]/Fields[5 0 R]/SigFlags 3>>' },
  },
  {
    what: 'an order of calculation',
    code: 'form-changed',
    objects: { 7: '<</Fields[5 0 R]/SigFlags 3/CO[5 0 R]>>' },
  },
  {
    what: 'a field less',
    code: 'form-fields-removed',
    signed: withTextField(),
    objects: { 7: '<</Fields[5 0 R]/SigFlags 3>>' },
  },
  {
    what: 'a field at another place',
    code: 'form-field-changed',
    signed: withTextField(),
    objects: { 10: textField('/V(a)').replace('[0 0 9 9]', '[0 0 99 99]') },
  },
  {
    what: 'a new field for text',
    code: 'form-field-added',
    signed: { docMdp: 2 },
    objects: {
      20: textField('/V(x)'),
      7: '<</Fields[5 0 R 20 0 R]/SigFlags 3>>',
      3: page(' 20 0 R'),
    },
  },
  {
    what: 'a filled field, where nothing may change',
    code: 'form-filled-without-leave',
    signed: withTextField({ docMdp: 1 }),
    objects: { 10: textField('/V(b)') },
  },
  {
    what: 'a filled field that no later signature covers',
    code: 'form-filled-unsigned',
    signed: withTextField(),
    objects: { 10: textField('/V(b)') },
  },
  {
    what: 'a new field for a signature, without one',
    code: 'signature-field-without-signature',
    signed: { docMdp: 2 },
    objects: {
      20: `<<${WIDGET}/FT/Sig/T(Empty)/F 132/Rect[0 0 0 0]/P 3 0 R>>`,
      7: '<</Fields[5 0 R 20 0 R]/SigFlags 3>>',
      3: page(' 20 0 R'),
    },
  },
  {
    what: 'a visible time stamp, where nothing may change',
    code: 'visible-change',
    objects: {
      20: `<<${WIDGET}/FT/Sig/T(Stamp)/F 132/Rect[0 0 99 99]/P 3 0 R/V 21 0 R>>`,
      21: '<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange[0 1 2 3]/Contents<00>>>',
      7: '<</Fields[5 0 R 20 0 R]/SigFlags 3>>',
      3: page(' 20 0 R'),
    },
  },
  {
    what: 'validation data with something else in them',
    code: 'validation-data-malformed',
    objects: { 20: '<</Certs[]/Page 3 0 R>>', 1: certified('/DSS 20 0 R') },
  },
  {
    what: 'an old object as a new field',
    code: 'object-reused',
    signed: { docMdp: 2, extraObjects: ['(old)'] },
    objects: {
      10: `<<${WIDGET}/FT/Sig/T(Second)/F 132/Rect[0 0 0 0]/P 3 0 R/V 21 0 R>>`,
      21: '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>',
      7: '<</Fields[5 0 R 10 0 R]/SigFlags 3>>',
      3: page(' 10 0 R'),
    },
  },
]

describe('a change after signing', () => {
  it.each(CHANGES.map(change => [change.what, change.code, change] as const))(
    'fails: %s (%s)',
    (_, code, { signed, objects }) => {
      const report = judge(appendUpdate(office.sign(signed), objects))
      expect(report.verdict).toBe('failed')
      expect(report.signatures[0]?.integrity).toBe('modified')
      expect(report.signatures[0]?.reasons.map(r => r.code)).toContain(code)
    },
  )

  it('fails: a trailer that can be read in two ways (trailer-changed)', () => {
    const report = judge(appendUpdate(office.sign(), { 9: '<<>>' }, '/Info 9 0 R/Info 20 0 R/ID[<00><01>]'))
    expect(report.verdict).toBe('failed')
    expect(codes(report)).toContain('trailer-changed')
  })

  it('is told of a signature that states no time, and of one of an obsolete kind', () => {
    expect(codes(judge(office.sign({ signedAt: '' })))).toContain('time-missing')
    expect(codes(judge(office.sign({ subFilter: 'adbe.pkcs7.sha1' })))).toContain('sub-filter-obsolete')
  })

  it('fails: a signature taken out of one of the two fields that share it', () => {
    const second = `<<${WIDGET}/FT/Sig/T(Again)/F 132/Rect[0 0 0 0]/P 3 0 R/V 6 0 R>>`
    const options = { fieldsExtra: ' 10 0 R', annotsExtra: ' 10 0 R', extraObjects: [second] }
    const signed = office.sign({ docMdp: 2, ...options })
    expect(codes(judge(signed))).toContain('field-shared')
    expect(judge(signed)).toMatchObject({ verdict: 'passed', signatures: [{}] })
    const robbed = judge(appendUpdate(signed, { 10: second.replace('/V 6 0 R', '') }))
    expect(robbed.verdict).toBe('failed')
    expect(codes(robbed)).toContain('signature-changed')
  })

  it('fails: bytes, sections and objects that no saved state has', () => {
    const signed = office.sign()
    const found = (tail: string): readonly string[] => codes(judge(fromLatin(latin(signed) + tail)))
    expect(found('4 0 obj\n(x)\nendobj\n')).toContain('bytes-after-end')
    // What is put in takes the place of blanks, so that the offsets behind it stay right.
    const room = latin(
      appendUpdate(signed, { 20: `<</Certs[]>>${' '.repeat(80)}`, 1: certified('/DSS 20 0 R') }),
    )
    const inRoom = (text: string): readonly string[] =>
      codes(
        judge(
          fromLatin(
            room.replace(`<</Certs[]>>${' '.repeat(80)}\nendobj`, `<</Certs[]>>\nendobj\n${text}`.padEnd(99)),
          ),
        ),
      )
    expect(inRoom('')).not.toContain('tail-unlisted-object')
    expect(inRoom('4 0 obj\n(x)\nendobj')).toContain('tail-unlisted-object')
    expect(inRoom('xref\n0 0\ntrailer\n<</Size 1>>\n')).toContain('tail-unlisted-section')
    expect(inRoom('hello')).toContain('tail-unparsed')
  })
})

describe('what may come later', () => {
  it('is named: validation data, extensions, a description that leaves our data alone', () => {
    const objects = {
      8: `<</Type/Metadata/Subtype/XML/Length ${xmp({ ZZMC: '测试证', KZ_A: 'x & y' }).length + 1}>>\nstream\n${xmp({ ZZMC: '测试证', KZ_A: 'x & y' })} \nendstream`,
      20: '<</Certs[]>>',
      1: `<<${OPEN_CATALOG}/DSS 20 0 R/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>>>`,
    }
    const report = judge(appendUpdate(office.sign({ docMdp: null }), objects))
    expect(codes(report)).toEqual(
      expect.arrayContaining(['validation-data-added', 'extensions-added', 'description-updated']),
    )
    expect(report.verdict).toBe('passed')
  })
})

describe('a file without a signature', () => {
  it('says so of one that has rights of use for a reader only', () => {
    const plain = ['<</Type/Catalog/Pages 2 0 R/Perms<</UR3 3 0 R>>>>', '<</Type/Pages/Kids[]/Count 0>>']
    const rights = '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Contents<00>>>'
    const report = judge(fromLatin(assemble([...plain, rights])))
    expect(report.verdict).toBe('unsigned')
    expect(codes(report)).toEqual(['no-signature', 'usage-rights-only'])
  })
})
