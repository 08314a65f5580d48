import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NumberTakenError } from '../../../electron/ports/stores/licences.ts'
import { DamagedRowError } from '../../../electron/db/stores/row.ts'
import { day, idOf, licence, moment, newBench, TODAY, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const T1 = moment('2026-04-01T00:00:00.000Z')

describe('the register', () => {
  it('gives back what was written, whole, also after a restart', async () => {
    const one = licence(1)
    const bare = licence(2, {
      identifier: null,
      previousIdentifier: '1.2.3',
      validTo: null,
      origin: 'stock',
      originNote: '2019 年台账',
      approvedByName: null,
      applicationId: idOf(9),
      faceNote: '变更',
      values: {},
      specimen: false,
    })
    bench.work.write(s => {
      s.licences.insert(one)
      s.licences.insert(bare)
    })
    bench = await bench.reopen()
    expect(bench.work.read(s => s.licences.get(one.id))).toStrictEqual(one)
    expect(bench.work.read(s => s.licences.get(bare.id))).toStrictEqual(bare)
    expect(bench.work.read(s => s.licences.byIdentifier(one.identifier ?? ''))).toStrictEqual(one)
    expect(bench.work.read(s => s.licences.get(idOf(3)))).toBeUndefined()
    expect(bench.work.read(s => s.licences.count())).toBe(2)
  })

  it('keeps versions of one lineage under one number, newest first, and finds the newest of a holder', () => {
    const first = licence(1)
    const second = licence(2, {
      lineageId: first.id,
      version: 2,
      number: first.number,
      holderCode: first.holderCode,
      event: 'change',
      previousIdentifier: first.identifier,
    })
    const renumbered = licence(3, { lineageId: first.id, version: 3, holderCode: 'ELSEWHERE' })
    const other = licence(4, { kind: 'travel-agency', number: first.number, holderCode: first.holderCode })
    bench.work.write(s => {
      for (const l of [first, second]) s.licences.insert(l)
      s.licences.setStatus(first.id, 'superseded', T1)
    })
    const stored = { ...first, status: 'superseded', statusSince: T1 }
    bench.work.read(s => {
      expect(s.licences.byNumber('network-culture', first.number)).toStrictEqual([second, stored])
      expect(s.licences.lineage(first.id)).toStrictEqual([stored, second])
      expect(s.licences.ofHolder(first.holderCode)).toStrictEqual([second])
    })
    bench.work.write(s => {
      s.licences.insert(renumbered)
      s.licences.insert(other)
    })
    bench.work.read(s => {
      expect(s.licences.byNumber('network-culture', first.number).map(l => l.version)).toEqual([2, 1])
      expect(s.licences.byNumber('network-culture', renumbered.number).map(l => l.version)).toEqual([3])
      expect(s.licences.byNumber('network-culture', 'unknown')).toEqual([])
      // the holder's lineage has moved on to another holder
      expect(s.licences.ofHolder(first.holderCode)).toStrictEqual([other])
    })
  })

  it('never gives one number to two lineages, and undoes the whole act even if the error is caught', () => {
    const first = licence(1)
    const thief = licence(2, { number: first.number })
    bench.work.write(s => s.licences.insert(first))
    expect(() => bench.work.write(s => s.licences.insert(thief))).toThrow(NumberTakenError)
    expect(() =>
      bench.work.write(s => {
        s.settings.set('half', true)
        try {
          s.licences.insert(thief)
        } catch {
          // a use case that goes on all the same
        }
      }),
    ).toThrow(NumberTakenError)
    bench.work.read(s => {
      expect(s.licences.count()).toBe(1)
      expect(s.settings.get('half')).toBeUndefined()
      expect(s.licences.search({ text: thief.holderName, limit: 10 }, TODAY).items).toEqual([])
    })
    // another kind may bear the same text
    bench.work.write(s => s.licences.insert(licence(3, { kind: 'travel-agency', number: first.number })))
    // and so may the raw connection not
    const claim = [first.kind, first.number, 'other']
    for (const sql of ['INSERT', 'INSERT OR REPLACE'])
      expect(() => bench.db.run(`${sql} INTO licence_number VALUES (?, ?, ?)`, claim)).toThrow(/taken/)
  })

  it('refuses a second licence of the same id, identifier or version', () => {
    bench.work.write(s => s.licences.insert(licence(1)))
    const first = licence(1)
    for (const twin of [
      licence(2, { id: first.id }),
      licence(2, { identifier: first.identifier }),
      licence(2, { lineageId: first.id, number: first.number }),
    ])
      expect(() => bench.work.write(s => s.licences.insert(twin))).toThrow(/UNIQUE/)
    expect(bench.work.read(s => s.licences.count())).toBe(1)
    bench.work.write(s => {
      s.licences.insert(licence(2, { identifier: null }))
      s.licences.insert(licence(3, { identifier: null }))
    })
    expect(bench.work.read(s => s.licences.count())).toBe(3)
  })

  it('changes nothing of a licence but its status, and deletes none', () => {
    bench.work.write(s => {
      s.licences.insert(licence(1))
      s.licences.addFile({
        licenceId: idOf(1),
        format: 'pdf',
        path: 'copies/1.pdf',
        sha256: 'a'.repeat(64),
        bytes: 5,
      })
    })
    for (const sql of [
      `UPDATE licence SET holder_name = 'x'`,
      `UPDATE licence SET number = 'x'`,
      `UPDATE licence SET valid_to = NULL`,
      'DELETE FROM licence',
      `UPDATE licence_body SET body = '{}'`,
      'DELETE FROM licence_body',
      `UPDATE licence_number SET lineage_id = 'x'`,
      'DELETE FROM licence_number',
      `UPDATE copy_file SET sha256 = '${'b'.repeat(64)}'`,
      'DELETE FROM copy_file',
      `INSERT OR REPLACE INTO licence SELECT * FROM licence`,
    ])
      expect(() => bench.db.run(sql), sql).toThrow()
    expect(bench.work.read(s => s.licences.get(idOf(1)))).toStrictEqual(licence(1))
    expect(() => bench.work.write(s => s.licences.setStatus(idOf(2), 'revoked', T1))).toThrow(/no licence/)
  })

  it('keeps the files of licences, each path once, and names them all', () => {
    const file = (n: number, path = `copies/${n}.pdf`) =>
      ({ licenceId: idOf(n), format: 'pdf', path, sha256: 'a'.repeat(64), bytes: n }) as const
    bench.work.write(s => {
      for (let n = 1; n <= 2100; n++) {
        s.licences.insert(licence(n))
        s.licences.addFile(file(n))
      }
    })
    bench.work.read(s => {
      expect(s.licences.files(idOf(7))).toStrictEqual([file(7)])
      expect(s.licences.files(idOf(9999))).toEqual([])
      const paths = [...s.licences.eachFilePath()]
      expect(paths).toHaveLength(2100)
      expect(new Set(paths)).toEqual(new Set(Array.from({ length: 2100 }, (_, i) => `copies/${i + 1}.pdf`)))
    })
    bench.work.write(s => s.licences.insert(licence(3000)))
    expect(() => bench.work.write(s => s.licences.addFile(file(3000, 'copies/7.pdf')))).toThrow(/UNIQUE/)
    expect(() => bench.work.write(s => s.licences.addFile(file(9999)))).toThrow(/FOREIGN KEY/)
  })

  it('lists what runs out, soonest first, valid ones only', () => {
    const ends = ['2026-03-10', '2026-03-05', '2026-04-01', '2026-03-07']
    bench.work.write(s => {
      ends.forEach((end, i) => s.licences.insert(licence(i + 1, { validTo: day(end) })))
      s.licences.insert(licence(9, { validTo: null }))
      s.licences.setStatus(idOf(4), 'superseded', T1)
    })
    const found = bench.work.read(s => s.licences.expiring(day('2026-03-01'), day('2026-03-31'), 10))
    expect(found.map(l => l.validTo)).toEqual(['2026-03-05', '2026-03-10'])
    expect(bench.work.read(s => s.licences.expiring(day('2026-03-01'), day('2026-03-31'), 1))).toHaveLength(1)
  })

  it('names a damaged row instead of giving it out', () => {
    bench.work.write(s => s.licences.insert(licence(1)))
    bench.db.exec('DROP TRIGGER licence_body_no_update')
    for (const broken of ['{', '[]', '"x"']) {
      bench.db.run('UPDATE licence_body SET body = ?', [broken])
      expect(() => bench.work.read(s => s.licences.get(idOf(1)))).toThrow(DamagedRowError)
    }
  })

  it('number claims never double, whatever is interleaved and undone', () => {
    const step = fc.record({
      lineage: fc.integer({ min: 1, max: 4 }),
      number: fc.integer({ min: 1, max: 4 }),
      undo: fc.boolean(),
    })
    let next = 1
    const owner = new Map<string, string>()
    const versions = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), steps => {
        for (const { lineage, number, undo } of steps) {
          const lineageId = `lineage-${lineage}`
          const text = `京网文〔2026〕${String(number).padStart(4, '0')}-009号`
          const version = (versions.get(lineageId) ?? 0) + 1
          const one = licence(next, { id: `p-${next}`, lineageId, version, number: text })
          next++
          const free = owner.get(text) === undefined || owner.get(text) === lineageId
          const act = () =>
            bench.work.write(s => {
              s.licences.insert(one)
              if (undo) throw new Error('undone')
            })
          if (!free) expect(act).toThrow(NumberTakenError)
          else if (undo) expect(act).toThrow('undone')
          else {
            act()
            owner.set(text, lineageId)
            versions.set(lineageId, version)
          }
          const lineages = bench.db.all(
            'SELECT DISTINCT lineage_id FROM licence WHERE kind = ? AND number = ?',
            [one.kind, text],
          )
          expect(lineages.map(row => row['lineage_id'])).toEqual(owner.has(text) ? [owner.get(text)] : [])
        }
      }),
      { numRuns: 60 },
    )
  })
})
