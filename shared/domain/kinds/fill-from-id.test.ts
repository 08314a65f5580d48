import { describe, expect, it } from 'vitest'
import { filledFromId } from './fill-from-id.ts'
import { BUILTIN_KINDS } from './registry.ts'

const kindOf = (id: string) => BUILTIN_KINDS.find(k => k.id === id)!
const guide = kindOf('tour-guide')

describe('what a citizen ID says', () => {
  it('fills birth date and gender where they are empty, and only there', () => {
    expect(filledFromId(guide, { holderCode: '11010519491231002X' })).toEqual({
      holderCode: '11010519491231002X',
      birthDate: '1949-12-31',
      gender: '2',
    })
    const typed = { holderCode: '11010519491231002X', birthDate: '1950-01-01', gender: '1' }
    expect(filledFromId(guide, typed)).toEqual(typed)
  })
  it('says nothing of a wrong number, of another paper, or of a company', () => {
    for (const values of [
      { holderCode: '110105194912310021' },
      { holderCode: '11010519491231002X', holderCodeTypeCode: '414' },
      { holderCode: null },
      {},
    ]) {
      expect(filledFromId(guide, values)).toEqual(values)
    }
    const company = { holderCode: '11010519491231002X' }
    expect(filledFromId(kindOf('entertainment'), company)).toEqual(company)
  })
})
