import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldName, gramsOfName, gramsOfPart, loginKey, NAME_END, numberKey } from './search-keys.ts'

const characters = fc.string({ unit: 'grapheme', maxLength: 12 })

describe('names as they are compared', () => {
  it('folds only what has no meaning', () => {
    expect(foldName('Ａｂ Ｃ（北京）·有限公司')).toBe('abc(北京)有限公司')
    expect(foldName('阿不都.热合曼')).toBe(foldName('阿不都・热合曼'))
    expect(foldName('⽂化')).toBe('文化') // a Kangxi radical that PDF copies paste in
    expect(foldName('𬭎㛃䶮𫍯')).toBe('𬭎㛃䶮𫍯')
    expect(foldName('\ue000\u{e0001}王')).toBe('\ue000王') // private use stays: rare names are typed so
    expect(foldName(' ·\u200b')).toBe('')
  })
  it('does not care what stands between characters', () => {
    const between = fc.constantFrom('', ' ', '　', '·', '・', '.', '\u200b')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...'文化𬭎ab1（'), between)), parts => {
        const bare = parts.map(([character]) => character).join('')
        expect(foldName(parts.flat().join(''))).toBe(foldName(bare))
        expect(foldName(bare.toUpperCase())).toBe(foldName(bare))
      }),
    )
  })
})

describe('grams', () => {
  it('are pairs of whole characters, once each, and the end', () => {
    expect(gramsOfName('李')).toEqual([`李${NAME_END}`])
    expect(gramsOfName('𬭎王𬭎王')).toEqual(['𬭎王', '王𬭎', `王${NAME_END}`])
    expect(gramsOfName('')).toEqual([])
    expect(gramsOfPart('李')).toEqual([])
  })
  it('of every part of a name are among those of the name', () => {
    fc.assert(
      fc.property(characters, fc.nat(12), fc.nat(12), (name, from, length) => {
        const folded = Array.from(foldName(name))
        const grams = new Set(gramsOfName(folded.join('')))
        const part = folded.slice(from, from + length).join('')
        for (const gram of gramsOfPart(part)) expect(grams.has(gram)).toBe(true)
      }),
    )
  })
})

describe('numbers as they are compared', () => {
  it('are one in all forms that clerks type', () => {
    const key = numberKey('京网文〔2023〕1034-029号')
    expect(key).toBe('京网文20231034-029')
    for (const form of [
      '京网文[2023]1034-029',
      '京网文（2023）1034－029号',
      '京网文【2023】1034—029号',
      ' 京网文 ［2023］ 1034–029 号',
      '京网文⟨2023⟩1034‑029',
    ])
      expect(numberKey(form), form).toBe(key)
    expect(numberKey('京网文〔2023〕1034-0290')).not.toBe(key)
    expect(numberKey('d-1100-123456')).toBe('D-1100-123456')
  })
  it('hold no bracket, space or dash but -', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), text => {
        expect(numberKey(text)).not.toMatch(/[\p{Ps}\p{Pe}\p{Z}\p{Cc}\p{Cs}]|(?!-)\p{Pd}/u)
      }),
    )
  })
})

it('logins are compared without case, width and space around', () => {
  expect(loginKey(' ＷａｎｇＬi ')).toBe('wangli')
  expect(loginKey('wang li')).not.toBe(loginKey('wangli'))
})
