import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifierOfScan } from './scanned.ts'

const address = (identifier: string) => `https://a.example/v/${encodeURIComponent(identifier)}?q=1`

describe('a scan', () => {
  it('gives back every identifier of our own codes, and nothing of other texts', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), id => {
        fc.pre(id.trim() !== '')
        expect(identifierOfScan(` ${address(id)}\t`, address)).toBe(id)
      }),
    )
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!text.trim().toLowerCase().startsWith('https://a.example'))
        expect(identifierOfScan(text, address)).toBeUndefined()
      }),
    )
  })

  it('is none where it is cut short, wrongly coded or only the address', () => {
    for (const text of ['https://a.example/v/', 'https://a.example/v/1.2', 'https://a.example/v/%zz?q=1', ''])
      expect(identifierOfScan(text, address)).toBeUndefined()
    expect(identifierOfScan('HTTPS://A.EXAMPLE/V/1.2?q=1', address)).toBe('1.2')
  })
})
