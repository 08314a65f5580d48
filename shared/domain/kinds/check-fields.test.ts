import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRegions, type RegionTable } from '../codes/region.ts'
import { type CivilDate } from '../../kernel/instant.ts'
import { type CheckContext } from './check-context.ts'
import { checkFields } from './check-fields.ts'
import { EXAMPLES } from './examples.ts'
import { type FieldValue, type FieldValues, type KindDefinition, type KindId } from './kind.ts'
import { BUILTIN_KINDS } from './registry.ts'
import { blockSelector, KIND_RULES, needsNewNumber } from './rules.ts'

/** Any code point, halves of surrogate pairs too. */
const anyCharacter = fc.nat(0x10ffff).map(point => String.fromCodePoint(point))

const regions = createRegions(
  JSON.parse(
    readFileSync(new URL('../../../resources/regions/gbt2260.json', import.meta.url), 'utf8'),
  ) as RegionTable,
)
const context: CheckContext = { regions, event: 'new', today: '2026-11-23' as CivilDate }
const kind = (id: KindId): KindDefinition => BUILTIN_KINDS.find(k => k.id === id)!
const photo = `sha256:${'0'.repeat(64)}`
const values = (id: KindId, example = 0): FieldValues => ({
  ...EXAMPLES[id][example]!.values,
  ...(kind(id).photo ? { photo } : {}),
})
const codes = (id: KindId, over: Record<string, FieldValue>, more: Partial<CheckContext> = {}) =>
  checkFields(kind(id), { ...values(id), ...over }, { ...context, ...more }).map(f => `${f.field}:${f.code}`)

describe.each(BUILTIN_KINDS.map(k => [k.id, k] as const))('%s', (id, k) => {
  it('has nothing to say against its examples', () => {
    for (const [i] of EXAMPLES[id].entries()) expect(checkFields(k, values(id, i), context)).toEqual([])
  })
  it('asks for each mandatory field, with an example', () => {
    for (const field of k.fields.filter(f => f.entry === 'clerk' && f.obligation === 'mandatory')) {
      const found = checkFields(k, { ...values(id), [field.id]: null }, context)
      const missing = found.find(f => f.field === field.id && f.code === 'missing')
      expect(missing).toMatchObject({ severity: 'fault' })
      expect(missing?.text.zh).toContain(field.example)
    }
  })
  it('never throws, and says something in both languages', () => {
    const value = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
    )
    const some = fc.dictionary(fc.constantFrom(...k.fields.map(f => f.id)), value)
    fc.assert(
      fc.property(some, fc.boolean(), (given, stock) => {
        for (const f of checkFields(k, { ...values(id), ...given }, { ...context, stock })) {
          expect(f.text.zh.length).toBeGreaterThan(3)
          expect(f.text.en.length).toBeGreaterThan(3)
          if (f.field !== null) expect(k.fields.map(row => row.id)).toContain(f.field)
        }
      }),
    )
  })
  it('chooses blocks by exactly its keys, and keeps the codes that its rules name', () => {
    const issuer = { region: '330106', level: 'county' as const }
    const selector = blockSelector(k, values(id), context.today, issuer)
    expect(Object.keys(selector).sort()).toEqual([...k.number.blockKeys].sort())
    for (const fact of Object.values(selector)) expect(fact).not.toBe('')
    expect(KIND_RULES[id].kind).toBe(id)
    expect([...KIND_RULES[id].blockKeys].sort()).toEqual([...k.number.blockKeys].sort())
    for (const [table, named] of Object.entries(KIND_RULES[id].namedCodes)) {
      const known = k.codeTables.find(t => t.id === table)?.entries.map(e => e.code)
      expect(known).toEqual(expect.arrayContaining([...named]))
    }
  })
  it('is as easy on stock as it must be', () => {
    const stock = {
      certNo: k.number.patterns[0]!.examples[0]!,
      issueDate: '2025-03-01',
      validTo: '2028-03-01',
    }
    expect(checkFields(k, { ...values(id), ...stock }, { ...context, stock: true })).toEqual([])
    const bare = { holderName: '样例', holderCode: values(id)['holderCode'] ?? '', ...stock }
    const found = checkFields(k, bare, { ...context, stock: true })
    expect(found.filter(f => f.severity === 'fault')).toEqual([])
    expect(found.some(f => f.code === 'missing-in-stock')).toBe(true)
    expect(checkFields(k, { ...bare, certNo: null }, { ...context, stock: true })).toContainEqual(
      expect.objectContaining({ field: 'certNo', severity: 'fault' }),
    )
  })
})

describe('types', () => {
  it('counts characters, not units', () => {
    expect(codes('entertainment', { holderName: '𬭎'.repeat(200) })).toEqual([])
    expect(codes('entertainment', { holderName: '𬭎'.repeat(201) })).toEqual(['holderName:too-long'])
  })
  it('refuses characters that no licence has', () => {
    for (const bad of [
      '\u0000',
      '\n',
      '\u202e',
      '\u200b',
      '\u2028',
      '\ufeff',
      '\ufe00',
      '\u{e0100}',
      '\ud800',
      '\ufffd',
    ])
      expect(codes('entertainment', { holderName: `样${bad}例` })).toEqual(['holderName:bad-character'])
    expect(codes('entertainment', { holderName: '样\ue000例' })).toEqual(['holderName:private-character'])
  })
  it('offers a repair where the meaning is clear', () => {
    const pasted = { ...values('entertainment'), holderName: '样\u202e例\u200b' }
    const [hidden] = checkFields(kind('entertainment'), pasted, context)
    expect(hidden).toMatchObject({ code: 'bad-character', repair: { value: '样例' } })
    expect(hidden?.text.zh).toMatch(/看不见的字符 U\+202E.*请删除/)
    const [found] = checkFields(kind('tour-guide'), { ...values('tour-guide'), level: '初级' }, context)
    expect(found).toMatchObject({ code: 'not-in-table', repair: { value: 'junior' } })
    const [date] = checkFields(
      kind('entertainment'),
      { ...values('entertainment'), firstIssueDate: '2020年5月6日' },
      context,
    )
    expect(date).toMatchObject({ code: 'not-a-date', repair: { value: '2020-05-06' } })
  })
  it('checks numbers, lists and regions', () => {
    expect(codes('entertainment', { usableArea: '1.234' })).toEqual(['usableArea:too-precise'])
    expect(codes('entertainment', { usableArea: '-1' })).toEqual(['usableArea:out-of-range'])
    expect(codes('entertainment', { capacity: 0 })).toEqual(['capacity:out-of-range'])
    expect(codes('network-culture', { scope: ['music', 'music'] })).toEqual(['scope:item-twice'])
    expect(codes('travel-agency', { scope: ['domestic', 'inbound', 'space'] })).toEqual([
      'scope:not-in-table',
    ])
    expect(codes('guide-qualification', { examRegion: '999999' })).toEqual(['examRegion:unknown-region'])
    expect(codes('guide-qualification', { examRegion: '330104' })).toEqual(['examRegion:region-abolished'])
    expect(codes('tour-guide', { photo: 'x' })).toEqual(['photo:wrong-type'])
  })
})

describe('rules', () => {
  it('warns of a credit code that fails its check, and refuses what is none', () => {
    expect(codes('entertainment', { holderCode: '91350211M0000XUF46' })).toEqual([
      'holderCode:holder-code-doubtful',
    ])
    expect(codes('entertainment', { holderCode: '123' })).toEqual(['holderCode:holder-code'])
    expect(codes('entertainment', { holderCode: '9111 0000101623741k' })).toEqual([
      'holderCode:holder-code-form',
    ])
  })
  it('no longer takes games, for a new licence or a renewal, but leaves what a licence has', () => {
    const scope = ['music', 'games']
    expect(codes('network-culture', { scope })).toEqual(['scope:closed-for-new'])
    expect(codes('network-culture', { scope }, { event: 'renew', previous: { scope } })).toEqual([
      'scope:closed-for-new',
    ])
    expect(codes('network-culture', { scope }, { event: 'change', previous: { scope } })).toEqual([])
    expect(codes('network-culture', { scope }, { event: 'change', previous: { scope: ['music'] } })).toEqual([
      'scope:closed-for-new',
    ])
    expect(
      codes(
        'network-culture',
        { scope, certNo: '京网文〔2016〕0001-001号', issueDate: '2016-01-01', validTo: '2019-01-01' },
        { stock: true },
      ),
    ).toEqual([])
  })
  it('knows the two sets of a travel agency, and that foreign ones have no outbound business', () => {
    expect(codes('travel-agency', { scope: ['domestic'] })).toEqual(['scope:scope-set'])
    expect(codes('travel-agency', { scope: ['outbound'] })).toEqual(['scope:scope-set'])
    const all = ['domestic', 'inbound', 'outbound']
    expect(codes('travel-agency', { scope: all })).toEqual([])
    expect(codes('travel-agency', { scope: all, foreignInvested: true })).toEqual(['scope:foreign-outbound'])
    expect(
      codes('travel-agency', { scope: all, foreignInvested: true, outboundExemption: '样例协定' }),
    ).toEqual([])
  })
  it('compares a person with the ID number, and offers what it says', () => {
    const found = checkFields(
      kind('tour-guide'),
      { ...values('tour-guide'), birthDate: '1999-09-08', gender: '1' },
      context,
    )
    expect(found).toMatchObject([
      { field: 'birthDate', code: 'birth-date-unlike-id', repair: { value: '1999-09-09' } },
      { field: 'gender', code: 'gender-unlike-id', repair: { value: '2' } },
    ])
    expect(codes('tour-guide', { isTourLeader: true })).toEqual(['leaderType:missing'])
    expect(codes('tour-guide', { leaderType: 'taiwan' })).toEqual(['leaderType:leader-type-alone'])
    expect(codes('performance-broker', { examYear: 2027 })).toEqual(['examYear:in-future'])
  })
  it('wants one head of a performing body', () => {
    expect(codes('commercial-performance', { legalRep: null })).toEqual(['legalRep:missing'])
    expect(codes('commercial-performance', { legalRep: null, principal: '王样例' })).toEqual([])
    expect(codes('commercial-performance', { scope: ['music'] })).toEqual(['scope:scope-unlike-subject'])
    expect(codes('entertainment', { scope: ['arcade'] })).toEqual(['scope:scope-unlike-venue'])
    expect(codes('entertainment', { firstIssueDate: '2026-11-24' })).toEqual(['firstIssueDate:in-future'])
    expect(codes('network-culture', { domains: ['not a domain'], ipAddresses: ['300.1.1.1'] })).toEqual([
      'domains:domain-unlike',
      'ipAddresses:ip-unlike',
    ])
  })
  it('warns where another level issues', () => {
    const at = (level: 'ministry' | 'province' | 'city' | 'county') => ({
      issuer: { region: '330000', level },
    })
    expect(codes('network-culture', {}, at('county'))).toEqual(['null:issuer-level'])
    expect(codes('network-culture', {}, at('province'))).toEqual([])
    expect(codes('commercial-performance', {}, at('county'))).toEqual(['null:issuer-level'])
    expect(codes('commercial-performance', { investment: 'foreign' }, at('ministry'))).toEqual([])
    expect(codes('travel-agency', {}, at('city'))).toEqual([])
  })
  it('asks stock for its last day in order, where the kind has one', () => {
    const stock = { certNo: '330101120994', issueDate: '2025-03-01' }
    expect(codes('commercial-performance', stock, { stock: true })).toEqual(['validTo:missing'])
    expect(codes('commercial-performance', { ...stock, validTo: '2024-01-01' }, { stock: true })).toEqual([
      'validTo:dates-order',
    ])
    expect(
      codes('commercial-performance', { ...stock, certNo: '??', validTo: '2027-01-01' }, { stock: true }),
    ).toEqual(['certNo:number-unknown'])
  })
  it('gives a new number only to an agency that gains or loses outbound business', () => {
    const domestic = { scope: ['domestic', 'inbound'] }
    const outbound = { scope: ['domestic', 'inbound', 'outbound'] }
    expect(needsNewNumber(kind('travel-agency'), domestic, outbound)).toBe(true)
    expect(needsNewNumber(kind('travel-agency'), outbound, { ...outbound, holderName: '新' })).toBe(false)
    expect(needsNewNumber(kind('network-culture'), domestic, outbound)).toBe(false)
  })
  it('chooses blocks by province, year, scope, region and class', () => {
    const issuer = { region: '330106', level: 'county' as const }
    const select = (id: KindId) => blockSelector(kind(id), values(id), '2026-11-23' as CivilDate, issuer)
    expect(select('network-culture')).toEqual({ province: '330000', year: '2026' })
    expect(select('travel-agency')).toEqual({ province: '330000', scope: 'domestic' })
    expect(select('guide-qualification')).toEqual({ province: '330000', year: '2026' })
    expect(select('tour-guide')).toEqual({ province: '330000' })
    expect(select('performance-broker')).toEqual({ year: '2026' })
    expect(select('commercial-performance')).toEqual({ region: '330106', class: 'performance' })
    expect(select('entertainment')).toEqual({ region: '330106', class: 'song-and-dance' })
  })
})
