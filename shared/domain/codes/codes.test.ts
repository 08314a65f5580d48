import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildIdentifier, identifierCheck, inspectIdentifier } from './certificate-identifier.ts'
import { citizenIdCheck, inspectCitizenId, upgradeCitizenId } from './citizen-id.ts'
import { normaliseCode, toHalfWidth } from './half-width.ts'
import { checkHolderCode, HOLDER_CODE_TYPES } from './holder-code.ts'
import { legacyMod3736, mod3736, mod3736Holds } from './mod-37-36.ts'
import { inspectUscc, LEGAL_FAILING_USCCS, usccCheck } from './uscc.ts'

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const usccBody = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...USCC_ALPHABET), minLength: 2, maxLength: 2 }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...USCC_ALPHABET), minLength: 9, maxLength: 9 }),
  )
  .map(parts => parts.join(''))

describe('unified social credit code, GB 32100', () => {
  it.each([
    '91110000101623741K',
    '911101066976941872',
    '11110000000021135M',
    '11100000000013338W',
    '11100000MB03271699',
    '11100000MB0143028R',
    '11100000MB0000000P',
  ])('passes %s', code => {
    expect(inspectUscc(code).verdict).toBe('valid')
  })
  it.each(LEGAL_FAILING_USCCS)('warns of the legal code %s and knows it', code => {
    expect(inspectUscc(code)).toMatchObject({ verdict: 'check-failed', knownException: true })
  })
  it('takes full-width, lower case and spaces', () => {
    expect(inspectUscc(' ９１１１００００ 101623741k\u200b')).toMatchObject({
      verdict: 'valid',
      code: '91110000101623741K',
    })
  })
  it('recognises 15-digit registration numbers', () => {
    expect(inspectUscc('330100000012345').verdict).toBe('old-registration')
  })
  it.each(['', '9111000010162374', '91110000101623741KK', '9111000010162374IK', '91AB0000101623741K'])(
    'refuses %j',
    code => {
      expect(inspectUscc(code).verdict).toBe('malformed')
    },
  )
  it('has a check for every body, also where the sum is a multiple of 31', () => {
    let zeros = 0
    fc.assert(
      fc.property(usccBody, body => {
        const check = usccCheck(body)
        expect(check).toHaveLength(1)
        if (check === '0') zeros++
        expect(inspectUscc(body + check).verdict).toBe('valid')
      }),
      { numRuns: 500 },
    )
    expect(zeros).toBeGreaterThan(0)
  })
  it('notices every single wrong character', () => {
    fc.assert(
      fc.property(usccBody, fc.nat(16), fc.constantFrom(...USCC_ALPHABET), (body, at, char) => {
        const wrong = body.slice(0, at) + char + body.slice(at + 1)
        fc.pre(wrong !== body)
        expect(inspectUscc(wrong + usccCheck(body)).verdict).not.toBe('valid')
      }),
    )
  })
})

describe('citizen ID, GB 11643', () => {
  it("passes the standard's sample", () => {
    expect(inspectCitizenId('11010519491231002x')).toEqual({
      verdict: 'valid',
      id: '11010519491231002X',
      region: '110105',
      birthDate: '1949-12-31',
      gender: '2',
      expectedCheck: 'X',
    })
  })
  it('tells what is wrong', () => {
    expect(inspectCitizenId('110105194912310021').verdict).toBe('check-failed')
    expect(inspectCitizenId('110105194902310021').verdict).toBe('no-such-day')
    expect(inspectCitizenId('1101051949123100').verdict).toBe('malformed')
    expect(inspectCitizenId('X1010519491231002X').verdict).toBe('malformed')
  })
  it('recognises the 15-digit form and can bring it to 18', () => {
    expect(inspectCitizenId('110105491231002')).toMatchObject({
      verdict: 'old-form',
      birthDate: '1949-12-31',
      gender: '2',
    })
    expect(upgradeCitizenId('110105491231002')).toBe('11010519491231002X')
    expect(upgradeCitizenId('11010519491231002X')).toBeUndefined()
  })
  it('notices every single wrong digit and every swapped pair of the serial', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.nat(16), fc.nat(9), (serial, at, digit) => {
        const first = `11010519491231${String(serial).padStart(3, '0')}`
        const check = citizenIdCheck(first)
        expect(inspectCitizenId(first + check).verdict).toBe('valid')
        const wrong = first.slice(0, at) + String(digit) + first.slice(at + 1)
        fc.pre(wrong !== first)
        expect(inspectCitizenId(wrong + check).verdict).not.toBe('valid')
      }),
    )
  })
})

describe('MOD 37,36', () => {
  it('passes the check of a GRid, a standard of another field', () => {
    expect(mod3736('A12425GABC1234002')).toBe('M')
    expect(mod3736Holds('A12425GABC1234002M')).toBe(true)
  })
  it('refuses foreign characters', () => {
    expect(() => mod3736('a')).toThrow()
    expect(mod3736Holds('1.2')).toBe(false)
  })
  it('notices every single substitution and every swap of neighbours', () => {
    const char = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    fc.assert(
      fc.property(fc.string({ unit: char, minLength: 2, maxLength: 60 }), fc.nat(), char, (text, n, c) => {
        const at = n % (text.length - 1)
        const whole = text + mod3736(text)
        const changed = whole.slice(0, at) + c + whole.slice(at + 1)
        if (changed !== whole) expect(mod3736Holds(changed)).toBe(false)
        const swapped = whole.slice(0, at) + whole.charAt(at + 1) + whole.charAt(at) + whole.slice(at + 2)
        if (swapped !== whole) expect(mod3736Holds(swapped)).toBe(false)
      }),
    )
  })
})

describe('certificate identifier, GB/T 36904', () => {
  it.each([
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U', 'valid'],
    ['1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0', 'valid'],
    ['1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9', 'valid'],
    [
      '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.D',
      'valid',
    ],
    [
      '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M',
      'legacy-check',
    ],
    [
      '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.0',
      'wrong-check',
    ],
    ['1.2.156.3005.2.11100000MB0000000P001.11110000000021135M.202300000001.001.V', 'valid'],
    ['1.2.156.3005.2.11100000MB0000000P002.11110000000021135M.202300000001.001.3', 'valid'],
    ['1.2.156.3003.2.11100000000013338W011.11430000006122244L.20230000403.001.U', 'malformed'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.U', 'malformed'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001', 'malformed'],
    ['', 'malformed'],
  ])('judges %s: %s', (text, verdict) => {
    expect(inspectIdentifier(text).verdict).toBe(verdict)
  })
  it('computes the published body without dots', () => {
    expect(mod3736('11100000000013338W00211320482014138860P201807250201001')).toBe('M')
  })
  it('builds what it parses', () => {
    const serial = fc.string({ unit: fc.constantFrom(...'0123456789ABCXYZ'), minLength: 1, maxLength: 32 })
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 999 }), (text, version) => {
        const parts = {
          typeCode: '11100000MB0000000P001',
          issuerCode: '11110000000021135M',
          serial: text,
          version: String(version).padStart(3, '0'),
        }
        const built = buildIdentifier(parts)
        expect(built.ok).toBe(true)
        if (!built.ok) return
        expect(inspectIdentifier(built.value)).toEqual({
          verdict: 'valid',
          parts,
          check: identifierCheck(parts),
          expectedCheck: identifierCheck(parts),
        })
      }),
    )
  })
  it('names the part that is wrong', () => {
    const parts = {
      typeCode: '11100000MB0000000P001',
      issuerCode: '11110000000021135M',
      serial: '1',
      version: '001',
    }
    for (const [name, bad] of [
      ['typeCode', '11100000MB0000000P01'],
      ['issuerCode', ''],
      ['serial', 'a-b'],
      ['version', '1'],
    ] as const) {
      const built = buildIdentifier({ ...parts, [name]: bad })
      expect(built).toMatchObject({
        ok: false,
        error: { code: 'identifier-part-invalid', data: { part: name } },
      })
    }
  })
  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map(s => `1.2.156.3005.2.${s}`),
        ),
        text => {
          expect(['valid', 'legacy-check', 'wrong-check', 'malformed']).toContain(
            inspectIdentifier(text).verdict,
          )
        },
      ),
    )
  })
  it('never lets the legacy routine stand for the right one', () => {
    const char = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    let differ = 0
    fc.assert(
      fc.property(fc.string({ unit: char, minLength: 40, maxLength: 60 }), text => {
        expect(legacyMod3736(text)).toMatch(/^[0-9A-Z]$/)
        if (legacyMod3736(text) !== mod3736(text)) differ++
      }),
    )
    expect(differ).toBeGreaterThan(80)
    expect(() => legacyMod3736('a')).toThrow()
  })
})

describe('holder codes, GB/T 36903 App. A', () => {
  it('lists sixteen types once each', () => {
    expect(new Set(HOLDER_CODE_TYPES.map(row => row.code)).size).toBe(16)
    expect(HOLDER_CODE_TYPES).toHaveLength(16)
  })
  it('checks by type', () => {
    expect(checkHolderCode('001', '91110000101623741K').verdict).toBe('valid')
    expect(checkHolderCode('001', '91350211M0000XUF46').verdict).toBe('warning')
    expect(checkHolderCode('001', '330100000012345').verdict).toBe('warning')
    expect(checkHolderCode('001', '123').verdict).toBe('fault')
    expect(checkHolderCode('111', '11010519491231002X').verdict).toBe('valid')
    expect(checkHolderCode('111', '110105194912310021').verdict).toBe('fault')
    expect(checkHolderCode('111', '110105491231002').verdict).toBe('fault')
    expect(checkHolderCode('414', 'E12345678').verdict).toBe('valid')
    expect(checkHolderCode('516', 'X1').verdict).toBe('warning')
    expect(checkHolderCode('114', '军字第0012345号').verdict).toBe('valid')
    expect(checkHolderCode('114', '').verdict).toBe('fault')
    expect(checkHolderCode('000', '1').verdict).toBe('fault')
  })
})

describe('half-width', () => {
  it('turns forms and leaves the rest', () => {
    expect(toHalfWidth('（ＡＢ１２）　中')).toBe('(AB12) 中')
    expect(normaliseCode('\ufeff a b\u3000ｃ')).toBe('ABC')
  })
})
