import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctsOf } from './corrects.ts'
import { pairingCodeText, parsePairingCode } from './pairing-code.ts'

const ten = fc.uint8Array({ minLength: 10, maxLength: 10 })

describe('a pairing code', () => {
  it('reads as it was written, however it is typed', () => {
    fc.assert(
      fc.property(ten, ten, fc.boolean(), (secret, rootDigest, low) => {
        const text = pairingCodeText({ secret, rootDigest })
        expect(text).toMatch(/^([A-Z2-7]{4}-){7}[A-Z2-7]{4}$/)
        const typed = low ? text.toLowerCase().replaceAll('-', ' ') : text.replaceAll('-', '－')
        expect(parsePairingCode(typed)).toEqual({ secret, rootDigest })
      }),
    )
  })
  it('is known by a vector of RFC 4648', () => {
    const secret = new TextEncoder().encode('foobarfoob')
    expect(pairingCodeText({ secret, rootDigest: secret })).toBe('MZXW-6YTB-OJTG-633C-MZXW-6YTB-OJTG-633C')
    expect(() => pairingCodeText({ secret, rootDigest: secret.slice(1) })).toThrow(RangeError)
  })
  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), typed => {
        const read = parsePairingCode(typed)
        expect(read === undefined || typed.replace(/[^A-Za-z0-9]/g, '').length >= 1).toBe(true)
      }),
    )
    for (const bad of ['', 'ABCD', '9'.repeat(32), `${'A'.repeat(31)}$`, 'A'.repeat(33)])
      expect(parsePairingCode(bad), bad).toBeUndefined()
  })
})

describe('what a record corrects', () => {
  it('stands at the top of its payload', () => {
    expect(correctsOf({ corrects: 'r1', fields: {} })).toBe('r1')
    for (const payload of [
      null,
      3,
      'corrects',
      ['corrects'],
      {},
      { corrects: 3 },
      { fields: { corrects: 'r' } },
    ])
      expect(correctsOf(payload)).toBeUndefined()
  })
})
