import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pdfDate } from './context.ts'
import { pdfText } from './fields.ts'
import { metadataOfXmp } from './metadata.ts'
import { decodeStream } from './pdf/filters.ts'
import { PdfError, type PdfDict, type PdfValue } from './pdf/objects.ts'
import { PdfDocument } from './pdf/document.ts'
import { PdfReader } from './pdf/syntax.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(text, c => c.charCodeAt(0))
const read = (text: string): PdfValue => new PdfReader(bytes(text)).value()
const dict = (entries: Record<string, PdfValue>): PdfDict => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries)),
  ambiguous: false,
  doubledType: false,
})
const number = (value: number): PdfValue => ({ kind: 'number', value, integer: true })
const FLATE: PdfValue = { kind: 'name', value: 'FlateDecode' }

describe('PDF syntax', () => {
  it('reads every kind of value', () => {
    expect(read('<</A#20B[1 -2.5 (a\\(\\101\\)b) <4 1> 3 0 R true null]>>')).toMatchObject({
      kind: 'dict',
      entries: new Map<string, unknown>([
        [
          'A B',
          {
            kind: 'array',
            items: [
              { kind: 'number', value: 1, integer: true },
              { kind: 'number', value: -2.5, integer: false },
              { kind: 'string', bytes: bytes('a(A)b'), hex: false, start: 16, end: 28 },
              { kind: 'string', bytes: bytes('A'), hex: true, start: 29, end: 34 },
              { kind: 'ref', num: 3, gen: 0 },
              true,
              null,
            ],
          },
        ],
      ]),
    })
  })
  it('marks keys that stand twice', () => {
    expect(read('<</A 1/A 2>>')).toMatchObject({ ambiguous: true, doubledType: false })
    expect(read('<</Type/A/Type/B>>')).toMatchObject({ ambiguous: true, doubledType: true })
  })
  it.each(['<<', '[1', '(a', '<4x>', '<</A>>', '1.2.3', 'tru', '<<1 2>>', '['.repeat(200)])(
    'refuses %s',
    text => {
      const reader = new PdfReader(bytes(text))
      expect(() => {
        reader.value()
        reader.value()
      }).toThrow(PdfError)
    },
  )
  it('throws nothing but PdfError', () => {
    const piece = fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '/A',
      ' 1',
      ' 0 R',
      '%x\n',
      '\\',
      '#2',
      '-',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        try {
          read(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(PdfError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('PDF documents of random bytes', () => {
  it('throw nothing but PdfError', () => {
    const tail = bytes('\nstartxref\n9\n%%EOF\n')
    const piece = fc.constantFrom(
      'xref\n0 1\n',
      '0000000000 65535 f \n',
      'trailer\n',
      '<</Size 1/Root 1 0 R',
      '/Prev 9',
      '>>',
      '1 0 obj\n',
      '<</Type/XRef/W[1 1 1]/Size 9/Length 9>>',
      'stream\n',
      '\nendstream',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        try {
          const document = new PdfDocument(Buffer.concat([bytes('%PDF-1.7\n'), bytes(pieces.join('')), tail]))
          expect(document.latest.catalog.kind).toBe('dict')
        } catch (error) {
          expect(error).toBeInstanceOf(PdfError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('streams', () => {
  it('undoes PNG prediction', () => {
    const parameters = dict({ Predictor: number(12), Columns: number(3) })
    const rows = Uint8Array.from([2, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1])
    const out = decodeStream(dict({ Filter: FLATE, DecodeParms: parameters }), deflateSync(rows))
    expect([...out]).toEqual([1, 2, 3, 2, 3, 4, 5, 6, 7])
  })
  it('stops at a bomb', () => {
    const bomb = deflateSync(new Uint8Array(65 * 1024 * 1024))
    expect(() => decodeStream(dict({ Filter: FLATE }), bomb)).toThrow(PdfError)
  })
})

describe('texts and dates', () => {
  it('reads dates with and without an offset', () => {
    expect(pdfDate("D:20260301120000+08'00'")).toBe('2026-03-01T04:00:00.000Z')
    expect(pdfDate('D:20260301120000Z')).toBe('2026-03-01T12:00:00.000Z')
    expect(pdfDate('D:2026')).toBe('2026-01-01T00:00:00.000Z')
    expect(pdfDate('yesterday')).toBeUndefined()
    expect(pdfDate(undefined)).toBeUndefined()
  })
  it('reads UTF-16, UTF-8 and single bytes', () => {
    expect(pdfText(Uint8Array.from([0xfe, 0xff, 0x8b, 0xc1]))).toBe('证')
    expect(pdfText(Uint8Array.from([0xef, 0xbb, 0xbf, 0xe8, 0xaf, 0x81]))).toBe('证')
    expect(pdfText(bytes('abc'))).toBe('abc')
  })
})

describe('licence metadata in XMP', () => {
  const wrap = (inner: string, attributes = ''): string =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description xmlns:l="urn:l"${attributes}>${inner}</r:Description></r:RDF></x:xmpmeta>`
  it('takes elements and attributes with our names, and no others', () => {
    const text = wrap('<l:ZZMC>证 &amp; 照</l:ZZMC><l:KZ_x>1</l:KZ_x><l:Title>t</l:Title>', ' l:ZZBH="7"')
    expect(metadataOfXmp(text)).toEqual({ ZZBH: '7', ZZMC: '证 & 照', KZ_x: '1' })
  })
  it('refuses document types and broken XML', () => {
    expect(metadataOfXmp(`<!DOCTYPE a [<!ENTITY b "c">]>${wrap('<l:ZZMC>x</l:ZZMC>')}`)).toEqual({})
    expect(metadataOfXmp(wrap('<l:ZZMC>x'))).toEqual({})
    expect(metadataOfXmp('')).toEqual({})
  })
  it('never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '&',
      ';',
      '</l:ZZMC>',
      '<l:ZZMC>',
      '"',
      "'",
      '<!--',
      ']]>',
      '<?x',
      'l:a="b"',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        expect(typeof metadataOfXmp(wrap(pieces.join('')))).toBe('object')
      }),
    )
  })
})
