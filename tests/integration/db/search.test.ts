import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SEARCH_CAPS } from '../../../electron/db/stores/licence-drivers.ts'
import { searchLicences } from '../../../electron/db/stores/licence-search.ts'
import { foldName } from '../../../electron/db/stores/search-keys.ts'
import { ownSession } from '../../../electron/db/stores/session.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import {
  LICENCE_STATUSES,
  shownStatus,
  type Licence,
  type LicenceQuery,
} from '../../../shared/domain/licence/licence.ts'
import { addDays } from '../../../shared/kernel/instant.ts'
import { day, idOf, licence, newBench, T0, TODAY, type Bench } from './support.ts'

let bench: Bench
/** In the order of taking in. */
const register: Licence[] = []
const folded = new Map<string, string>()

/** Few characters, so that names share many grams; with what names really hold. */
const CHARACTERS = [...'文化有限公司李王𬭎㛃A b·・ａ（）é', '\u200b', '  ']
const nameOf = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 8 }).map(c => c.join(''))

function add(made: Licence): void {
  bench.work.write(s => s.licences.insert(made))
  register.push(made)
}

beforeAll(async () => {
  bench = await newBench()
  let n = 0
  const names = fc.sample(nameOf, { numRuns: 900, seed: 20260301 })
  bench.work.write(s => {
    for (const holderName of names) {
      n++
      const made = licence(n, {
        holderName,
        kind: KIND_IDS[n % 3] ?? 'network-culture',
        status: LICENCE_STATUSES[n % 11] ?? 'valid',
        issueDate: addDays(TODAY, -((n * 37) % 900)),
        validTo: n % 5 === 0 ? null : addDays(TODAY, ((n * 53) % 600) - 300),
        statusSince: T0,
      })
      s.licences.insert(made)
      register.push(made)
    }
    // more than any cap of the search, so that common grams and long walks are met too
    for (let i = 0; i < 1500; i++) {
      n++
      const made = licence(n, { holderName: `王${i % 7 === 0 ? '李' : ''}文化有限公司` })
      s.licences.insert(made)
      register.push(made)
    }
  })
})
afterAll(() => bench.end())

function foldedName(l: Licence): string {
  const known = folded.get(l.id) ?? foldName(l.holderName)
  folded.set(l.id, known)
  return known
}

/** What the port promises, in the plainest words. */
function naive(query: LicenceQuery): readonly string[] {
  const has = (l: Licence, part: string): boolean => foldedName(l).includes(foldName(part))
  const day = (at: string | null, from?: string, to?: string): boolean =>
    (from === undefined && to === undefined) ||
    (at !== null && at >= (from ?? '') && at <= (to ?? '9999-12-31'))
  return register
    .filter(
      l =>
        (query.text === undefined || has(l, query.text)) &&
        (query.name === undefined || has(l, query.name)) &&
        (query.number === undefined || l.number === query.number) &&
        (query.identifier === undefined || l.identifier === query.identifier) &&
        (query.holderCode === undefined || l.holderCode === query.holderCode) &&
        (query.kind === undefined || l.kind === query.kind) &&
        (query.status === undefined || shownStatus(l, TODAY) === query.status) &&
        day(l.issueDate, query.issuedFrom, query.issuedTo) &&
        day(l.validTo, query.expiresFrom, query.expiresTo),
    )
    .map(l => l.id)
    .reverse()
}

function everyPage(query: LicenceQuery, caps = SEARCH_CAPS): readonly string[] {
  const { session } = ownSession(bench.db)
  const found: string[] = []
  let after: string | undefined
  for (let page = 0; page < 5000; page++) {
    const { items, cursor } = searchLicences(
      session,
      { ...query, ...(after === undefined ? {} : { after }) },
      TODAY,
      caps,
    )
    expect(items.length).toBeLessThanOrEqual(query.limit)
    if (cursor !== null) expect(items).toHaveLength(query.limit)
    found.push(...items.map(item => item.id))
    if (cursor === null) return found
    after = cursor
  }
  throw new Error('the pages never end')
}

const anyDay = fc.integer({ min: -1000, max: 700 }).map(n => addDays(TODAY, n))
const anyQuery = fc.record(
  {
    text: nameOf,
    name: nameOf,
    kind: fc.constantFrom(...KIND_IDS.slice(0, 4)),
    status: fc.constantFrom(...LICENCE_STATUSES, 'expired' as const),
    issuedFrom: anyDay,
    issuedTo: anyDay,
    expiresFrom: anyDay,
    expiresTo: anyDay,
  },
  { requiredKeys: [] },
)

/** The caps of the product, and tiny ones that choose the walks of a million licences here. */
const anyCaps = fc.constantFrom(
  SEARCH_CAPS,
  { few: 1, sortable: 1, wide: 1 },
  { few: 5, sortable: 20, wide: 60 },
  { few: 5, sortable: 5, wide: 5000 },
)

describe('search', () => {
  it('finds what a naive reading of every name finds, newest first', () => {
    fc.assert(
      fc.property(nameOf, fc.integer({ min: 20, max: 500 }), (text, limit) => {
        expect(everyPage({ text, limit })).toEqual(naive({ text, limit }))
      }),
      { numRuns: 120 },
    )
  })

  it('finds every part of two characters of every name', () => {
    for (const l of register.slice(0, 900).filter((_, i) => i % 4 === 0)) {
      const characters = Array.from(foldedName(l))
      if (characters.length < 2) continue
      const text = characters.slice(-2).join('')
      const ids = bench.work.read(s => s.licences.search({ text, limit: 500 }, TODAY)).items.map(i => i.id)
      const wanted = naive({ text, limit: 500 }).slice(0, 500)
      expect(ids).toEqual(wanted)
    }
  })

  it('combines every filter as a naive reading does', () => {
    fc.assert(
      fc.property(anyQuery, fc.integer({ min: 40, max: 500 }), anyCaps, (query, limit, caps) => {
        expect(everyPage({ ...query, limit }, caps)).toEqual(naive({ ...query, limit }))
      }),
      { numRuns: 120 },
    )
  })

  it('knows what was typed: identifier, number in any brackets, holder code', () => {
    const one = licence(77)
    const forms = [
      one.identifier ?? '',
      ` ${(one.identifier ?? '').toLowerCase()} `,
      one.number,
      '京网文[2026]0077-001号',
      '京网文（2026）0077－001',
      '京网文【2026】 0077—001号',
      '京网文20260077-001',
      one.holderCode,
      one.holderCode.toLowerCase(),
      `　${one.holderCode}`,
    ]
    for (const text of forms) {
      const { items, cursor } = bench.work.read(s => s.licences.search({ text, limit: 10 }, TODAY))
      expect(
        items.map(i => i.id),
        text,
      ).toEqual([one.id])
      expect(cursor).toBeNull()
    }
    for (const query of [
      { identifier: one.identifier ?? '' },
      { number: '京网文〔2026〕0077-001号' },
      { holderCode: one.holderCode },
    ]) {
      expect(everyPage({ ...query, limit: 10 })).toEqual([one.id])
      expect(everyPage({ ...query, kind: 'entertainment', limit: 10 })).toEqual([])
    }
    expect(everyPage({ number: '京网文〔2026〕9999-001号', limit: 10 })).toEqual([])
  })

  it('folds case, width, spaces and dots of names', () => {
    add(licence(50_001, { holderName: '阿不都·热合曼' }))
    add(licence(50_002, { holderName: 'Ｓｔａｒ　Light（北京）文娱' }))
    add(licence(50_003, { holderName: '䶮' }))
    const ids = (text: string) => everyPage({ text, limit: 100 })
    for (const text of ['阿不都·热合曼', '阿不都.热合曼', '阿不都・热合曼', '都热', '不都 热合'])
      expect(ids(text), text).toEqual([idOf(50_001)])
    for (const text of ['starlight', 'STAR LIGHT', 'r l', 'light(北京)', 'ｌｉｇｈｔ（北京）'])
      expect(ids(text), text).toEqual([idOf(50_002)])
    expect(ids('䶮')).toEqual([idOf(50_003)])
    expect(ids('李')).toEqual(naive({ text: '李', limit: 100 }))
  })

  it('shows a line as the licence stands now', () => {
    const query = { identifier: licence(5).identifier ?? '', limit: 1 }
    bench.work.write(s => s.licences.setStatus(idOf(5), 'revoked', T0))
    const kept = register[4]
    if (kept) register[4] = { ...kept, status: 'revoked' }
    const [line] = bench.work.read(s => s.licences.search(query, TODAY)).items
    expect(line).toStrictEqual({
      id: idOf(5),
      kind: kept?.kind,
      number: kept?.number,
      identifier: kept?.identifier,
      version: 1,
      holderName: kept?.holderName,
      holderCode: kept?.holderCode,
      holderCodeType: '001',
      status: 'revoked',
      issueDate: kept?.issueDate,
      validTo: kept?.validTo ?? null,
      origin: 'issued',
    })
    expect(everyPage({ status: 'revoked', limit: 50 })).toEqual(naive({ status: 'revoked', limit: 50 }))
  })

  it('keeps its place while licences are added', () => {
    const query = { text: '有限公司', limit: 30 }
    const before = naive(query)
    const first = bench.work.read(s => s.licences.search(query, TODAY))
    add(licence(60_001, { holderName: '新来的有限公司' }))
    const second = bench.work.read(s => s.licences.search({ ...query, after: first.cursor ?? '' }, TODAY))
    expect([...first.items, ...second.items].map(i => i.id)).toEqual(before.slice(0, 60))
  })

  it('gives at most 500 at once and takes no cursor that it did not give', () => {
    const at = (limit: number, after?: string) =>
      bench.work.read(s => s.licences.search({ limit, ...(after === undefined ? {} : { after }) }, TODAY))
    expect(at(100_000).items).toHaveLength(500)
    for (const limit of [0, -1, 1.5, Number.NaN]) expect(() => at(limit)).toThrow(RangeError)
    for (const after of ['', '0', '-1', "1' OR 1", '1e9', '9'.repeat(20)])
      expect(() => at(10, after)).toThrow(RangeError)
  })

  it('never breaks on what is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        expect(everyPage({ text, limit: 500 })).toEqual(naive({ text, limit: 500 }))
      }),
      { numRuns: 60 },
    )
    expect(everyPage({ text: day('2026-03-01'), limit: 5 })).toEqual([])
  })
})
