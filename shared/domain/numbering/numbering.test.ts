import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_IDS, type KindDefinition, type KindId } from '../kinds/kind.ts'
import { BUILTIN_KINDS } from '../kinds/registry.ts'
import { blockFitsKind, demonstrationTemplate, numberAt, parseBlock, type NumberBlock } from './block.ts'
import { normaliseNumber, parseNumber, recogniseNumber } from './number.ts'
import { isSafePattern, matchesPattern } from './patterns.ts'

/** Any code point, halves of surrogate pairs too. */
const anyCharacter = fc.nat(0x10ffff).map(point => String.fromCodePoint(point))

const kind = (id: KindId): KindDefinition => BUILTIN_KINDS.find(k => k.id === id)!

const payload = {
  blockId: 'B-2026-0001',
  kind: 'network-culture',
  workstationId: 'WS-110000-01',
  issuerCode: '11110000000021135M',
  selector: { province: '110000', year: '2026' },
  template: '京网文〔2026〕{national:4}-{local:3}号',
  counters: { national: { from: 1034 }, local: { from: 29 } },
  count: 50,
  lentAt: '2026-01-02T03:04:05.006Z',
  validUntil: '2026-12-31',
}
const parsed = (over: object): ReturnType<typeof parseBlock> => parseBlock({ ...payload, ...over })
const good = (over: object = {}): NumberBlock => {
  const result = parsed(over)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('number blocks', () => {
  it('make numbers in order, all counters together', () => {
    expect(numberAt(good(), 0)).toBe('京网文〔2026〕1034-029号')
    expect(numberAt(good(), 49)).toBe('京网文〔2026〕1083-078号')
  })
  it('have no number outside', () => {
    for (const index of [-1, 50, 0.5, Number.NaN]) expect(() => numberAt(good(), index)).toThrow(RangeError)
  })
  it('never write more digits than the template gives', () => {
    expect(parsed({ counters: { national: { from: 9951 }, local: { from: 1 } } })).toMatchObject({
      ok: false,
      error: { code: 'block-overflows' },
    })
    expect(numberAt(good({ counters: { national: { from: 9950 }, local: { from: 1 } } }), 49)).toContain(
      '9999-050',
    )
    const forged = { ...good(), counters: { national: { from: 9999 }, local: { from: 1 } } }
    expect(() => numberAt(forged, 1)).toThrow(RangeError)
  })
  it.each([
    ['no hole', { template: '京网文〔2026〕1号', counters: {} }, 'block-unreadable'],
    ['a hole without counter', { template: '{national:4}{other:2}' }, 'block-template-invalid'],
    ['a counter without hole', { template: '京{national:4}' }, 'block-template-invalid'],
    ['a hole twice', { template: '{national:4}-{national:4}{local:3}' }, 'block-template-invalid'],
    ['a stray bracket', { template: '{京{national:4}-{local:3}' }, 'block-template-invalid'],
    ['a blank', { template: '京 {national:4}-{local:3}' }, 'block-template-invalid'],
    ['an unknown kind', { kind: 'passport' }, 'block-unreadable'],
    ['too many', { count: 100_001 }, 'block-unreadable'],
    ['a day that does not exist', { validUntil: '2026-02-30' }, 'block-unreadable'],
    ['a foreign member', { more: 1 }, 'block-unreadable'],
    ['a negative start', { counters: { national: { from: -1 }, local: { from: 0 } } }, 'block-unreadable'],
  ])('are refused with %s', (_what, over, code) => {
    expect(parsed(over)).toMatchObject({ ok: false, error: { code } })
  })
  it('are read from anything without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(parseBlock(value).ok).toBe(false)
      }),
    )
  })
  it('give a different number at every place, and as many as they say', () => {
    const width = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        width,
        fc.nat(),
        width,
        fc.nat(),
        (count, w1, f1, w2, f2) => {
          fc.pre(10 ** w1 >= count && 10 ** w2 >= count)
          const from = (w: number, f: number) => f % (10 ** w - count + 1)
          const block = good({
            template: `样{a:${w1}}-{b:${w2}}号`,
            counters: { a: { from: from(w1, f1) }, b: { from: from(w2, f2) } },
            count,
          })
          const numbers = Array.from({ length: count }, (_, i) => numberAt(block, i))
          expect(new Set(numbers).size).toBe(count)
          expect(new Set(numbers.map(number => number.length))).toEqual(new Set([w1 + w2 + 3]))
        },
      ),
    )
  })
  it('serve a kind whose keys and pattern they fit', () => {
    expect(blockFitsKind(good(), kind('network-culture')).ok).toBe(true)
    expect(blockFitsKind(good(), kind('travel-agency'))).toMatchObject({
      error: { code: 'block-selector-unfit' },
    })
    expect(blockFitsKind(good({ selector: { province: '110000' } }), kind('network-culture'))).toMatchObject({
      error: { code: 'block-selector-unfit' },
    })
    expect(
      blockFitsKind(good({ template: '京网文{national:4}-{local:3}' }), kind('network-culture')),
    ).toMatchObject({
      error: { code: 'block-pattern-unfit' },
    })
  })
})

describe('demonstration templates', () => {
  const facts = {
    province: '330000',
    year: '2026',
    scope: 'outbound',
    region: '330106',
    class: 'performance',
  }
  it.each(KIND_IDS)('%s makes numbers that its own pattern knows', id => {
    const selector = Object.fromEntries(
      Object.entries(facts).filter(([key]) => kind(id).number.blockKeys.includes(key)),
    )
    const template = demonstrationTemplate(id, selector)
    const names = [...template.matchAll(/\{([a-z]+):/g)].map(m => m[1] ?? '')
    const counters = Object.fromEntries(names.map(name => [name, { from: 1 }]))
    const block = good({ kind: id, selector, template, counters })
    expect(blockFitsKind(block, kind(id)).ok).toBe(true)
    expect(recogniseNumber(kind(id), numberAt(block, 3)).verdict).toBe('current')
  })
  it('say which fact is missing', () => {
    expect(() => demonstrationTemplate('network-culture', { province: '330000' })).toThrow('year')
  })
  it('mark outbound agencies', () => {
    expect(demonstrationTemplate('travel-agency', { province: '610000', scope: 'domestic' })).toBe(
      'L-SNX-{serial:5}',
    )
    expect(demonstrationTemplate('travel-agency', { province: '610000', scope: 'outbound' })).toBe(
      'L-SNX-CJ{serial:5}',
    )
  })
})

describe('numbers', () => {
  it.each([
    ['network-culture', '京网文【2013】0934-983号', '京网文〔2013〕0934-983号', 'current'],
    ['network-culture', '沪网文[2019]0896-066', '沪网文〔2019〕0896-066号', 'current'],
    ['network-culture', '粤网文（2018）2226-798号', '粤网文〔2018〕2226-798号', 'current'],
    ['network-culture', ' 京网文〔2023〕１０３４－０２９号 ', '京网文〔2023〕1034-029号', 'current'],
    ['network-culture', '京文网1号', '京文网1号', 'unknown'],
    ['travel-agency', 'l-bj-cj00144', 'L-BJ-CJ00144', 'current'],
    ['travel-agency', 'L-GD01685', 'L-GD01685', 'current'],
    ['travel-agency', 'L-SNX00306', 'L-SNX00306', 'current'],
    ['travel-agency', 'L-SH-00321', 'L-SH-00321', 'current'],
    ['tour-guide', 'D-3301-004567', 'D-3301-004567', 'older'],
    ['commercial-performance', '330101120994', '330101120994', 'current'],
    ['commercial-performance', '京演（机构）［2017］3083号', '京演〔机构〕〔2017〕3083号', 'older'],
    ['commercial-performance', '京市演1169号', '京市演1169号', 'older'],
    ['commercial-performance', '浙演经20213300000101', '浙演经20213300000101', 'older'],
    ['guide-qualification', 'dzg2026zj00012', 'DZG2026ZJ00012', 'current'],
  ] as const)('%s: %s', (id, text, number, verdict) => {
    expect(recogniseNumber(kind(id), text)).toMatchObject({ number, verdict })
  })
  it('come apart', () => {
    expect(parseNumber(kind('network-culture'), '京网文[2014]0059-0009号')).toEqual({
      province: '京',
      year: '2014',
      national: '0059',
      local: '0009',
    })
    expect(parseNumber(kind('travel-agency'), 'L-BJ-CJ00144')).toMatchObject({
      outbound: 'CJ',
      serial: '00144',
    })
    expect(parseNumber(kind('commercial-performance'), '浙演经20213300000101')).toMatchObject({
      region: '330000',
    })
  })
  it('are normalised once for all, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BUILTIN_KINDS),
        fc.string({ unit: anyCharacter, maxLength: 300 }),
        (k, text) => {
          const once = normaliseNumber(k.id, text)
          expect(normaliseNumber(k.id, once)).toBe(once)
          expect(['current', 'older', 'unknown']).toContain(recogniseNumber(k, text).verdict)
        },
      ),
    )
  })
})

describe('safe patterns', () => {
  it('are all those we ship', () => {
    for (const k of BUILTIN_KINDS)
      for (const p of k.number.patterns)
        expect([p.pattern, isSafePattern(p.pattern)]).toEqual([p.pattern, true])
  })
  it.each([
    'abc',
    '^a*$',
    '^a+$',
    '^(a{1,9}){1,9}$',
    '^(?:a|a){1,60}$',
    '^(?=a)a$',
    '^(a)\\1$',
    '^.{1,64}$',
    '^a{1,65}$',
    '^a{9,1}$',
    '^[a-z]{0,60}[a-z]{0,60}[a-z]{0,60}$',
    '^((?:a))$',
    '^a$|^b$',
    '^[$',
    `^${'a'.repeat(400)}$`,
  ])('do not include %s', pattern => {
    expect(isSafePattern(pattern)).toBe(false)
    expect(matchesPattern(pattern, 'a')).toBe(false)
  })
  it('match what plain expressions match, quickly, on hostile text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BUILTIN_KINDS.flatMap(k => k.number.patterns)),
        fc.string({ maxLength: 64 }),
        (p, text) => {
          expect(matchesPattern(p.pattern, text)).toBe(new RegExp(p.pattern, 'u').test(text))
        },
      ),
    )
  })
})
