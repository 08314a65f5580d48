import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedRowError } from '../../../electron/db/stores/row.ts'
import { APPLICATION_STATES, type Application } from '../../../shared/domain/application/application.ts'
import { application, day, idOf, moment, newBench, T0, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const T1 = moment('2026-04-01T00:00:00.000Z')

describe('applications', () => {
  const insert = (...all: readonly Application[]) =>
    bench.work.write(s => all.forEach(a => s.applications.insert(a)))

  it('are kept whole and replaced only over the revision that was seen', async () => {
    const one = application(1, {
      state: 'returned',
      submittedAt: T0,
      origin: { type: 'import', jobId: 'job', row: 7 },
      decision: {
        outcome: 'returned',
        byUserId: 'b',
        byName: '批',
        at: T1,
        revision: 1,
        reasons: [{ field: null, text: '缺材料' }],
      },
    })
    insert(one)
    bench = await bench.reopen()
    expect(bench.work.read(s => s.applications.get(one.id))).toStrictEqual(one)
    expect(bench.work.read(s => s.applications.byReceiptNumber(one.receiptNumber))).toStrictEqual(one)
    const next = { ...one, revision: 2, values: { holderName: '新名' }, state: 'draft' } as const
    expect(bench.work.write(s => s.applications.update(next, 1))).toBe(true)
    expect(bench.work.write(s => s.applications.update({ ...next, revision: 3 }, 1))).toBe(false)
    expect(bench.work.write(s => s.applications.update(application(9), 1))).toBe(false)
    expect(bench.work.read(s => s.applications.get(one.id))).toStrictEqual(next)
    expect(() => insert(application(2, { receiptNumber: one.receiptNumber }))).toThrow(/UNIQUE/)
  })

  it('are listed oldest first, page by page, by every filter', () => {
    const all = Array.from({ length: 60 }, (_, i) =>
      application(i + 1, {
        state: APPLICATION_STATES[(i * 7) % 6] ?? 'draft',
        kind: i % 2 === 0 ? 'tour-guide' : 'entertainment',
        makerId: `maker-${i % 3}`,
        values: { holderName: `${i % 4 === 0 ? 'Ａ星辰' : '青禾'}·文化${i}` },
      }),
    )
    insert(...all)
    const pages = (query: object, limit: number): readonly string[] => {
      const found: string[] = []
      for (let after: string | undefined; ;) {
        const page = bench.work.read(s =>
          s.applications.list({ ...query, limit, ...(after === undefined ? {} : { after }) }),
        )
        found.push(...page.items.map(a => a.id))
        if (page.cursor === null) return found
        after = page.cursor
      }
    }
    const wanted = (keep: (a: Application) => boolean) => all.filter(keep).map(a => a.id)
    for (const limit of [1, 7, 60, 500]) {
      expect(pages({}, limit)).toEqual(wanted(() => true))
      expect(pages({ states: ['draft', 'approved', 'issued', 'draft'] }, limit)).toEqual(
        wanted(a => ['draft', 'approved', 'issued'].includes(a.state)),
      )
      expect(pages({ states: ['submitted'], kind: 'tour-guide', makerId: 'maker-1' }, limit)).toEqual(
        wanted(a => a.state === 'submitted' && a.kind === 'tour-guide' && a.makerId === 'maker-1'),
      )
      expect(pages({ text: 'a星辰文' }, limit)).toEqual(
        wanted(a => String(a.values['holderName']).startsWith('Ａ')),
      )
    }
    expect(pages({ states: [] }, 5)).toEqual([])
    expect(pages({ text: all[3]?.receiptNumber.toLowerCase() }, 5)).toEqual([all[3]?.id])
  })

  it('that are open are found by kind and code, those of an import in the order of its rows', () => {
    const code = '91110000MA00000001'
    const of = (n: number, changes: Partial<Application>): Application =>
      application(n, { values: { holderCode: code.toLowerCase() }, ...changes })
    insert(
      ...APPLICATION_STATES.map((state, i) => of(i + 1, { state })),
      of(20, { kind: 'tour-guide' }),
      application(21),
    )
    const open = bench.work.read(s => s.applications.openFor('network-culture', ` ${code}`))
    expect(open.map(a => a.state)).toEqual(['draft', 'submitted', 'returned', 'approved'])
    insert(
      of(30, { origin: { type: 'import', jobId: 'j', row: 9 } }),
      of(31, { origin: { type: 'import', jobId: 'j', row: 2 } }),
      of(32, { origin: { type: 'import', jobId: 'k', row: 1 } }),
    )
    expect(bench.work.read(s => s.applications.ofImport('j'))).toEqual([
      { row: 2, applicationId: idOf(31) },
      { row: 9, applicationId: idOf(30) },
    ])
  })

  it('number their receipts by the day, and an undone one is not used up', () => {
    const next = (on: string) => bench.work.read(s => s.applications.nextReceipt(day(on)))
    expect(next('2026-03-01')).toBe(1)
    insert(application(1), application(12), application(3))
    expect(next('2026-03-01')).toBe(13)
    expect(next('2026-03-02')).toBe(1)
    expect(() =>
      bench.work.write(s => {
        s.applications.insert(application(13))
        throw new Error('undone')
      }),
    ).toThrow('undone')
    expect(next('2026-03-01')).toBe(13)
    insert(application(50, { receiptNumber: 'of another form' }))
    expect(next('2026-03-01')).toBe(13)
  })

  it('whose body belongs to another row are named as damaged', () => {
    insert(application(1))
    bench.db.run(`UPDATE application SET body = '{"id":"x","state":"draft"}'`)
    expect(() => bench.work.read(s => s.applications.get(idOf(1)))).toThrow(DamagedRowError)
  })
})
