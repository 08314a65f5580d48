import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LicenceRow, type Register } from '../../national-store/usecases/records/register.ts'
import { noEffects } from '../../national-store/usecases/records/effects.ts'
import { mentionedIn } from '../../national-store/usecases/records/load-register.ts'
import { judge } from '../../national-store/usecases/records/judge.ts'
import { screen, SCREENING_RULES } from '../../national-store/usecases/screening/screen.ts'
import { type World } from '../../national-store/usecases/screening/subject.ts'
import { KIND_IDS } from '../../shared/domain/kinds/kind.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { type Json } from '../../shared/kernel/canonical-json.ts'
import { type CivilDate, type Instant } from '../../shared/kernel/instant.ts'
import { returnReasonSchema } from '../../shared/protocol/records.ts'
import { BEIJING, counter, kindOf, SHANGHAI, type Counter } from './counter.ts'
import { shippedStandard } from '../../national-store/app/standard.ts'

const NUMBER = '京网文〔2026〕0001-001号'
const STANDARD = shippedStandard()
const AT = '2026-03-10T02:00:00.000Z' as Instant

type Edit = (payload: Record<string, Json>) => Record<string, Json>

const place = (workstationId: string, returnedNext: number | null = null) => ({
  blockId: 'B-1',
  workstationId,
  place: 0,
  returnedNext,
})

interface Known {
  readonly lent?: readonly (readonly [string, ReturnType<typeof place>])[]
  readonly files?: readonly string[]
}

function worldOf(from: Counter, known: Known = {}): World {
  const register: Register = {
    licences: new Map<string, LicenceRow>(),
    stock: new Map(),
    numbers: new Map(),
    lent: new Map(known.lent ?? [[`network-culture:${NUMBER}`, place(from.caller.workstationId)]]),
    open: new Set(),
    sent: new Map(),
    told: new Map(),
    decisions: new Map(),
    files: new Set(known.files ?? from.records.flatMap(fileOf)),
  }
  return { caller: from.caller, standard: STANDARD, register, today: '2026-03-10' as CivilDate }
}

const fileOf = ({ payload }: OutboxRecord): string[] => {
  const { file } = payload as { file?: { sha256: string } }
  return file ? [file.sha256] : []
}

const edited = (record: OutboxRecord, edit: Edit): OutboxRecord => ({
  ...record,
  payload: edit(structuredClone(record.payload) as Record<string, Json>),
})

/** Sets a value and the words that the paper has for it. */
const value =
  (field: string, shortName: string, to: string, words = to): Edit =>
  payload => ({
    ...payload,
    values: { ...(payload['values'] as object), [field]: to },
    fields: { ...(payload['fields'] as object), [shortName]: words },
  })

/** Codes of what is wrong with the last record, when those before it were judged first. */
function codesOf(records: readonly OutboxRecord[], world: World): readonly string[] {
  const judged = judge(records, world, noEffects(), AT)
  for (const reason of judged.flatMap(one => one.reasons)) returnReasonSchema.parse(reason)
  return judged.at(-1)!.reasons.map(reason => reason.code)
}

const issued = (over: Partial<Parameters<Counter['issue']>[0]> = {}): Counter => {
  const from = counter(BEIJING)
  from.issue({ number: NUMBER, ...over })
  return from
}

/** One licence, and one thing wrong with one of its records: 0 metadata, 1 catalogue, 2 item data, 3 seal use. */
const FAULTS: readonly (readonly [code: string, at: number, edit: Edit, known?: Known])[] = [
  ['missing', 0, value('holderName', 'CZZT', '')],
  ['holder-code', 0, value('holderCode', 'CZZTDM', '12')],
  ['fields-unlike-values', 0, p => ({ ...p, fields: { ...(p['fields'] as object), CZZT: '别的单位' } })],
  ['office-other', 0, value('issuerCode', 'ZZBFJGDM', SHANGHAI.officeCode)],
  ['identifier-wrong', 0, value('certIdentifier', 'ZZBS', '1.2.156.3005.2.X')],
  ['number-not-lent', 0, value('certNo', 'ZZBH', '京网文〔2026〕0002-002号')],
  ['number-not-lent', 0, p => p, { lent: [[`network-culture:${NUMBER}`, place('WS-OTHER-99')]] }],
  ['number-not-lent', 0, p => p, { lent: [[`network-culture:${NUMBER}`, place(BEIJING.workstationId, 0)]] }],
  ['dates-contradict', 0, value('issueDate', 'ZZBFRQ', '2026-03-03')],
  ['dates-contradict', 0, value('validTo', 'ZZYXQJZRQ', '2025-03-03')],
  ['previous-unknown', 0, p => ({ ...p, version: 2, previousIdentifier: 'nobody.knows.it' })],
  ['file-missing', 0, p => p, { files: [] }],
  ['payload-unreadable', 0, p => ({ ...p, file: null })],
  ['kind-unknown', 0, value('certTypeCode', 'ZZLXDM', '11100000MB0000000P999')],
  ['corrects-unknown', 0, p => ({ ...p, corrects: 'no-such-record' })],
  ['catalogue-differs', 1, p => ({ ...p, certificate_holder: '别的单位' })],
  ['region-other', 1, p => ({ ...p, certificate_area_code: '310000' })],
  ['dates-contradict', 1, p => ({ ...p, issue_date: '2026-12-01' })],
  ['kind-unknown', 1, p => ({ ...p, certificate_type_code: 'X' })],
  ['payload-unreadable', 2, p => ({ ...p, event: 'party' })],
  ['seal-digest-differs', 3, p => ({ ...p, documentDigest: '0'.repeat(64) })],
  ['payload-unreadable', 3, p => ({ ...p, documentDigest: 'x' })],
]

const STOCK_FAULTS: readonly (readonly [code: string, edit: Edit, known?: Known])[] = [
  [
    'number-lent-elsewhere',
    p => p,
    { lent: [['commercial-performance:京市演1169号', place('WS-OTHER-99')]] },
  ],
  ['number-form', p => ({ ...p, certificate_number: '京市演 1169号' })],
  ['subject-other', p => ({ ...p, certificate_number: '京市演1170号' })],
  ['identifier-wrong', p => ({ ...p, certificate_source_id: '1.2.3' })],
  ['holder-code', p => ({ ...p, certificate_holder_code: '12' })],
]

describe('screening', () => {
  it('has words in both languages for every rule', () => {
    for (const { id, rule } of SCREENING_RULES) {
      expect(id).toMatch(/^[a-z][a-z0-9-]{2,63}$/)
      expect(rule.zh).toMatch(/\p{Script=Han}/u)
      expect(rule.en).toMatch(/^[a-zA-Z][ -~]+$/)
    }
  })

  it.each(KIND_IDS)(
    'takes a good licence of %s, with typed values and, of an older workstation, without',
    kind => {
      const from = issued({
        kind,
        number: 'X',
        values: kind === 'travel-agency' ? { scope: ['domestic', 'inbound'] } : {},
      })
      const lent = [[`${kind}:X`, place(BEIJING.workstationId)]] as const
      const [metadata, ...rest] = from.records
      const older = [edited(metadata!, ({ values: _values, event: _event, ...payload }) => payload), ...rest]
      for (const records of [from.records, older]) {
        const judged = judge(records, worldOf(from, { lent }), noEffects(), AT)
        expect(judged.flatMap(one => one.reasons)).toEqual([])
      }
    },
  )

  it.each(FAULTS.map(([code, at, edit, known]) => ({ code, at, edit, known })))(
    'returns $code: record $at of a licence',
    ({ code, at, edit, known }) => {
      const from = issued()
      const good = from.records.slice(0, at)
      expect(codesOf([...good, edited(from.records[at]!, edit)], worldOf(from, known))).toContain(code)
      expect(codesOf([...good, from.records[at]!], worldOf(from))).toEqual([])
    },
  )

  it.each(STOCK_FAULTS.map(([code, edit, known]) => ({ code, edit, known })))(
    'returns $code: the row of an existing licence',
    ({ code, edit, known }) => {
      const from = counter(BEIJING)
      from.takeStock({ kind: 'commercial-performance', number: '京市演1169号' })
      expect(codesOf([edited(from.records[0]!, edit)], worldOf(from, known))).toContain(code)
      expect(codesOf(from.records, worldOf(from))).toEqual([])
    },
  )

  it('returns a number or an identifier that another licence has', () => {
    const from = issued()
    from.issue({ number: NUMBER })
    const [first, ...rest] = from.records
    const world = worldOf(from)
    expect(codesOf(from.records.slice(0, 5), world)).toContain('number-twice')
    expect(codesOf([{ ...first!, seq: 9 }], world)).toContain('identifier-twice')
    expect(rest).toHaveLength(7)
    const stock = counter(BEIJING)
    stock.takeStock({ kind: 'network-culture', number: NUMBER })
    expect(codesOf(stock.records, { ...world })).toContain('number-twice')
  })

  it('keeps the number through the versions of a licence, of stock without an identifier too', () => {
    const from = issued()
    const [metadata] = from.records
    const first = from.issue({ number: NUMBER })
    expect(metadata!.subject).not.toBe(first.identifier)
    const own = counter(BEIJING)
    const licence = own.issue({ number: NUMBER })
    own.issue({ number: NUMBER, previous: licence })
    expect(judge(own.records, worldOf(own), noEffects(), AT).flatMap(one => one.reasons)).toEqual([])

    const stock = counter(BEIJING)
    const old = stock.takeStock({ kind: 'commercial-performance', number: '京市演1169号' })
    stock.issue({ kind: 'commercial-performance', number: '京市演1169号', previous: old })
    const world = worldOf(stock)
    expect(judge(stock.records, world, noEffects(), AT).flatMap(one => one.reasons)).toEqual([])
    expect(
      [...world.register.licences.values()].map(l => [l.origin, l.version, l.status, l.lineage]),
    ).toEqual([
      ['stock', 1, 'superseded', 'commercial-performance:京市演1169号'],
      ['issued', 2, 'valid', 'commercial-performance:京市演1169号'],
    ])
  })

  it('returns records about licences that nobody knows, and of another office', () => {
    const from = issued()
    for (const record of from.records.slice(2))
      expect(codesOf([record], worldOf(from))).toEqual(['licence-unknown'])
    const world = worldOf(from)
    judge(from.records, world, noEffects(), AT)
    const [licence] = world.register.licences.values()
    world.register.licences.set(licence!.id, { ...licence!, officeCode: SHANGHAI.officeCode })
    expect(codesOf([from.records[2]!], world)).toEqual(['licence-unknown'])
    expect(codesOf([from.records[1]!], world)).toEqual(['office-other'])
  })

  it('takes what is about a licence whose metadata were returned, and no stock is made of it', () => {
    const from = issued({ values: { holderName: '' } })
    const world = worldOf(from)
    const judged = judge(from.records, world, noEffects(), AT)
    expect(judged.map(one => one.verdict)).toEqual(['returned', 'accepted', 'accepted', 'accepted'])
    expect(world.register.licences.size).toBe(0)
  })

  it('says what is wrong with anything at all, and never falls over it', () => {
    const from = issued()
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('', '9999-99-99', '\u0000', 1e308, -1, [], ['x', ''], {}, null, 'x'.repeat(30_000)),
    )
    const spoilt = fc.record({
      at: fc.nat({ max: 3 }),
      whole: fc.boolean(),
      inner: fc.constantFrom('fields', 'values', 'file', ''),
      name: fc.nat({ max: 80 }),
      value: anything,
    })
    fc.assert(
      fc.property(spoilt, ({ at, whole, inner, name, value: other }) => {
        const put = (map: object): object => {
          const keys = [...Object.keys(map), '__proto__', 'more']
          return { ...map, [keys[name % keys.length]!]: other }
        }
        const spoil: Edit = payload => {
          if (whole) return other as never
          const within = payload[inner]
          const changed =
            typeof within === 'object' && within !== null
              ? { ...payload, [inner]: put(within) }
              : put(payload)
          return changed as Record<string, Json>
        }
        const record = edited(from.records[at]!, spoil)
        const world = worldOf(from)
        mentionedIn(STANDARD, [record])
        const judged = judge([...from.records.slice(0, at), record], world, noEffects(), AT)
        for (const reason of judged.flatMap(one => one.reasons)) returnReasonSchema.parse(reason)
      }),
      { numRuns: 500 },
    )
  })

  it('takes a correction by the words that it has corrected', () => {
    const from = issued({ values: { legalRep: '' } })
    const [bad] = from.records
    const { fields } = bad!.payload as { fields: Record<string, string> }
    const short = kindOf('network-culture').fields.find(field => field.id === 'legalRep')!.shortName
    expect(fields[short]).toBeUndefined()
    const payload = {
      ...(bad!.payload as object),
      fields: { ...fields, [short]: '王样例' },
      corrects: bad!.recordId,
    }
    from.append({ type: 'licence-metadata', subject: bad!.subject, payload })
    const world = worldOf(from)
    const judged = judge(from.records, world, noEffects(), AT)
    expect(judged.map(one => one.verdict)).toEqual([
      'returned',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
    ])
    expect(judged[0]!.reasons.map(reason => [reason.code, reason.field])).toEqual([['missing', short]])
    expect([...world.register.licences.values()][0]!.values).toMatchObject({ legalRep: '王样例' })
  })

  it('says the value that is there and the one that would be right', () => {
    const from = issued()
    const world = worldOf(from)
    judge(from.records.slice(0, 1), world, noEffects(), AT)
    const screened = screen(
      edited(from.records[1]!, p => ({ ...p, certificate_holder: '别的单位' })),
      world,
    )
    expect(screened).toEqual({
      accepted: false,
      reasons: [
        {
          code: 'catalogue-differs',
          field: 'certificate_holder',
          rule: expect.objectContaining({ zh: expect.stringContaining('目录数据') as string }) as object,
          value: '别的单位',
          suggestion: (from.records[1]!.payload as { certificate_holder: string }).certificate_holder,
        },
      ],
    })
  })
})
