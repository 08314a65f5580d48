import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUILTIN_KINDS } from '../kinds/registry.ts'
import { builtinPack } from './builtin.ts'
import { loadPack, MAX_PACK_TEXT, readPack } from './load-pack.ts'
import { kindOfPack, kindsOf, verificationAddress } from './pack.ts'

/** Any code point, halves of surrogate pairs too. */
const anyCharacter = fc.nat(0x10ffff).map(point => String.fromCodePoint(point))

type Any = Record<string, unknown>
const text = readFileSync(new URL('../../../resources/packs/builtin.json', import.meta.url), 'utf8')
const fresh = (): Any => JSON.parse(text) as Any

/** The value at a path of keys, to be changed in place. */
const at = (json: Any, ...path: readonly (string | number)[]): Any =>
  path.reduce<unknown>((value, key) => (value as Any)[key as string], json) as Any

/** Every path that leads to a value in the JSON. */
function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...path, key]))]
}

describe('the built-in pack', () => {
  it('is what the kinds make: run `npx tsx tools/pack/build-pack.ts` after changing one', () => {
    expect(text).toBe(`${JSON.stringify(builtinPack(), null, 1)}\n`)
  })
  it('loads to the kinds themselves', () => {
    const loaded = readPack(JSON.stringify(builtinPack()))
    expect(loaded.ok).toBe(true)
    if (!loaded.ok) return
    expect(kindsOf(loaded.value)).toEqual(JSON.parse(JSON.stringify(BUILTIN_KINDS)))
    expect(kindOfPack(loaded.value, 'tour-guide').name.zh).toBe('导游证')
    expect(verificationAddress(loaded.value, '1.2.156.3005.2.A$&.B')).toBe(
      'https://ecert.example/v?i=1.2.156.3005.2.A%24%26.B',
    )
  })
  it('says of every line where it is from', () => {
    let sources = 0
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('mark' in value && 'ref' in value) {
        sources++
        expect(String(value.ref).length).toBeGreaterThan(2)
        expect(String(value.ref)).not.toMatch(/https?:/)
      }
      Object.values(value).forEach(walk)
    }
    walk(fresh())
    expect(sources).toBeGreaterThan(300)
  })
})

describe('a replacement pack', () => {
  it('overrides everything', () => {
    const json = fresh()
    json['version'] = '2.0.1'
    at(json, 'kinds', 0)['typeCode'] = '11100000MB0000000P901'
    at(json, 'kinds', 0, 'validity')['termMonths'] = 60
    at(json, 'qrTemplate')['value'] = 'https://other.example/{identifier}'
    const loaded = loadPack(json)
    expect(loaded).toMatchObject({ ok: true, value: { version: '2.0.1' } })
    if (!loaded.ok) return
    expect(kindOfPack(loaded.value, 'network-culture')).toMatchObject({
      typeCode: '11100000MB0000000P901',
      validity: { termMonths: 60 },
    })
  })
  it.each<[string, (json: Any) => void, string]>([
    [
      'another format',
      json => {
        json['format'] = 'x'
      },
      'pack-unreadable',
    ],
    [
      'a later schema',
      json => {
        json['schema'] = 2
      },
      'pack-of-another-schema',
    ],
    [
      'a foreign member',
      json => {
        json['more'] = 1
      },
      'pack-invalid',
    ],
    [
      'a pattern that runs away',
      json => {
        at(json, 'kinds', 0, 'number', 'patterns', 0)['pattern'] = '^(a+)+$'
      },
      'pack-inconsistent',
    ],
    [
      'an example against its pattern',
      json => {
        at(json, 'kinds', 0, 'number', 'patterns', 0)['examples'] = ['x']
      },
      'pack-inconsistent',
    ],
    [
      'a kind twice',
      json => {
        ;(json['kinds'] as Any[])[1] = (json['kinds'] as Any[])[0]!
      },
      'pack-inconsistent',
    ],
    [
      'a kind too few',
      json => {
        ;(json['kinds'] as Any[]).pop()
      },
      'pack-invalid',
    ],
    [
      'a field without its table',
      json => {
        at(json, 'kinds', 1)['codeTables'] = []
      },
      'pack-inconsistent',
    ],
    [
      'a code gone that a rule names',
      json => {
        ;(at(json, 'kinds', 1, 'codeTables', 0)['entries'] as Any[]).pop()
      },
      'pack-inconsistent',
    ],
    [
      'other block keys',
      json => {
        at(json, 'kinds', 0, 'number')['blockKeys'] = ['year']
      },
      'pack-inconsistent',
    ],
    [
      'an event missing',
      json => {
        ;(at(json, 'kinds', 0)['events'] as Any[])[1] = (at(json, 'kinds', 0)['events'] as Any[])[0]!
      },
      'pack-inconsistent',
    ],
    [
      'an address that is not https',
      json => {
        at(json, 'qrTemplate')['value'] = 'javascript:{identifier}'
      },
      'pack-invalid',
    ],
    [
      'an address without the identifier',
      json => {
        at(json, 'qrTemplate')['value'] = 'https://a.example/'
      },
      'pack-invalid',
    ],
    [
      'a fact without source',
      json => {
        delete at(json, 'kinds', 0, 'fields', 0)['source']
      },
      'pack-invalid',
    ],
    [
      'a label that turns the writing about',
      json => {
        at(json, 'kinds', 0, 'name')['zh'] = '证\u202e照'
      },
      'pack-invalid',
    ],
    [
      'a page larger than A3',
      json => {
        at(json, 'kinds', 0, 'face', 'pages', 0)['width'] = 5000
      },
      'pack-invalid',
    ],
    [
      'a photo rule without a photo',
      json => {
        at(json, 'kinds', 0)['photo'] = at(json, 'kinds', 3)['photo']
      },
      'pack-inconsistent',
    ],
    [
      'a needed field gone',
      json => {
        const kind = at(json, 'kinds', 0)
        kind['fields'] = (kind['fields'] as Any[]).filter(f => f['id'] !== 'certNo')
      },
      'pack-inconsistent',
    ],
  ])('is refused with %s', (_what, change, code) => {
    const json = fresh()
    change(json)
    expect(loadPack(json)).toMatchObject({ ok: false, error: { code } })
  })
  it('is refused when it is too large or no JSON', () => {
    expect(readPack(' '.repeat(MAX_PACK_TEXT + 1))).toMatchObject({ error: { code: 'pack-too-large' } })
    expect(readPack('{')).toMatchObject({ error: { code: 'pack-unreadable' } })
    expect(readPack(text.slice(0, -100))).toMatchObject({ error: { code: 'pack-unreadable' } })
  })
  it('never makes the loader throw', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(loadPack(value).ok).toBe(false)
      }),
    )
    const places = paths(fresh()).filter(path => path.length > 0)
    const odd = fc.oneof(fc.jsonValue(), fc.string({ unit: anyCharacter }), fc.constant(null), fc.double())
    fc.assert(
      fc.property(fc.constantFrom(...places), odd, (path, value) => {
        const json = fresh()
        at(json, ...path.slice(0, -1))[path.at(-1)!] = value
        const loaded = loadPack(json)
        if (!loaded.ok) expect(loaded.error.next?.zh).toContain('标准包')
      }),
      { numRuns: 60 },
    )
  })
})
