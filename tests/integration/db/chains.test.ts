import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedRowError } from '../../../electron/db/stores/row.ts'
import {
  CHAIN_START,
  chainText,
  OUTBOX_TYPES,
  type JournalEntry,
  type OutboxEntry,
} from '../../../shared/domain/sync/chain.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { instantFromMillis } from '../../../shared/kernel/instant.ts'
import { newBench, T0, type Bench } from './support.ts'
import { walked } from '../../builders/chains.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const sha256 = (text: string): string => createHash('sha256').update(utf8(text)).digest('hex')

const outboxEntry = (n: number): OutboxEntry => ({
  type: OUTBOX_TYPES[n % 5] ?? 'status',
  subject: `1.2.156.${n % 3}`,
  payload: { n, name: '文化', nested: [null, true, { z: 1, a: -0.5 }] },
})

const journalEntry = (n: number): JournalEntry => ({
  action: 'licence.issued',
  actorId: 'clerk',
  actorName: '经办人',
  subjectType: 'licence',
  subjectId: `licence-${n % 3}`,
  detail: { n, text: '𬭎' },
})

const at = (n: number) => instantFromMillis(Date.parse(T0) + n * 1000)

function write(from: number, to: number): void {
  bench.work.write(s => {
    for (let n = from; n <= to; n++) {
      s.outbox.append(outboxEntry(n), at(n))
      s.journal.append(journalEntry(n), at(n))
    }
  })
}

describe('outbox and journal', () => {
  it('number, link and hash their records as the domain says', async () => {
    write(1, 3)
    bench = await bench.reopen()
    write(4, 5)
    const { outbox, journal } = bench.work.read(s => ({
      outbox: s.outbox.list({ limit: 10 }),
      journal: s.journal.list({ limit: 10 }),
    }))
    for (const records of [outbox, journal]) {
      expect(records.map(r => r.seq)).toEqual([1, 2, 3, 4, 5])
      let last = CHAIN_START
      for (const { hash, ...rest } of records) {
        expect(rest.prevHash).toBe(last)
        expect(sha256(chainText(rest as never))).toBe(hash)
        last = hash
      }
    }
    expect(outbox[3]).toMatchObject({ ...outboxEntry(4), at: at(4) })
    expect(journal[3]).toMatchObject({ ...journalEntry(4), at: at(4) })
    expect(new Set(outbox.map(r => r.recordId)).size).toBeGreaterThanOrEqual(3)
    bench.work.read(s => {
      expect(walked(s.outbox)).toEqual({ records: 5, lastHash: outbox[4]?.hash, faults: [] })
      expect(walked(s.journal)).toEqual({ records: 5, lastHash: journal[4]?.hash, faults: [] })
      expect(s.outbox.count()).toBe(5)
    })
  })

  it('are sound when empty', () => {
    expect(bench.work.read(s => walked(s.journal))).toEqual({ records: 0, lastHash: CHAIN_START, faults: [] })
    expect(bench.work.read(s => [s.outbox.count(), s.outbox.list({ limit: 5 })])).toEqual([0, []])
  })

  it('lists by subject and from a number', () => {
    write(1, 9)
    bench.work.read(s => {
      expect(s.outbox.list({ subject: '1.2.156.1', limit: 9 }).map(r => r.seq)).toEqual([1, 4, 7])
      expect(s.outbox.list({ subject: '1.2.156.1', afterSeq: 1, limit: 1 }).map(r => r.seq)).toEqual([4])
      expect(s.journal.list({ afterSeq: 7, limit: 9 }).map(r => r.seq)).toEqual([8, 9])
    })
  })

  it('have no gap after acts that were undone, whatever is interleaved', () => {
    const acts = fc.array(fc.record({ records: fc.integer({ min: 0, max: 3 }), undo: fc.boolean() }), {
      maxLength: 8,
    })
    let kept = 0
    fc.assert(
      fc.property(acts, list => {
        for (const { records, undo } of list) {
          const act = () =>
            bench.work.write(s => {
              for (let i = 1; i <= records; i++)
                expect(s.journal.append(journalEntry(i), T0).seq).toBe(kept + i)
              if (undo) throw new Error('undone')
            })
          if (undo) expect(act).toThrow('undone')
          else {
            act()
            kept += records
          }
        }
        const { records, faults } = bench.work.read(s => walked(s.journal))
        expect([records, faults]).toEqual([kept, []])
      }),
      { numRuns: 40 },
    )
    expect(kept).toBeGreaterThan(10)
  })

  it('keep any JSON exactly', () => {
    fc.assert(
      fc.property(fc.jsonValue(), detail => {
        const { seq } = bench.work.write(s =>
          s.journal.append({ ...journalEntry(1), detail: detail as Json }, T0),
        )
        const [read] = bench.work.read(s => s.journal.list({ afterSeq: seq - 1, limit: 1 }))
        expect(JSON.stringify(read?.detail)).toBe(JSON.stringify(sorted(detail)))
      }),
      { numRuns: 60 },
    )
    expect(bench.work.read(s => walked(s.journal).faults)).toEqual([])
  })

  it('cannot be changed, cut or replaced through the connection', () => {
    write(1, 3)
    for (const table of ['outbox', 'journal'])
      for (const sql of [
        `UPDATE ${table} SET at = 'x'`,
        `UPDATE ${table} SET hash = hash WHERE seq = 1`,
        `DELETE FROM ${table}`,
        `DELETE FROM ${table} WHERE seq = 3`,
        `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} WHERE seq = 2`,
      ])
        expect(() => bench.db.run(sql), sql).toThrow(/append-only|without a gap/)
    for (const sql of [
      'UPDATE chain_head SET seq = 1',
      'UPDATE chain_head SET seq = seq',
      'DELETE FROM chain_head',
    ])
      expect(() => bench.db.run(sql), sql).toThrow(/chain/)
    expect(bench.work.read(s => [walked(s.outbox).faults, walked(s.journal).faults])).toEqual([[], []])
  })
})

/** The same value with keys in the order in which they are kept. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value === 'number') return value === 0 ? 0 : value
  if (typeof value !== 'object' || value === null) return value
  return JSON.parse(chainText(value as never))
}

describe('the check of a chain', () => {
  const tampered = (sql: string, params: readonly (string | number)[] = []) => {
    for (const trigger of ['no_update', 'no_delete', 'in_order'])
      bench.db.exec(`DROP TRIGGER IF EXISTS journal_${trigger}`)
    bench.db.exec('DROP TRIGGER IF EXISTS chain_head_onward')
    bench.db.run(sql, params)
    return bench.work.read(s => walked(s.journal)).faults
  }

  it.each(['action', 'actor_id', 'actor_name', 'subject_type', 'subject_id', 'at'])(
    'finds a changed %s',
    column => {
      write(1, 5)
      expect(tampered(`UPDATE journal SET ${column} = ${column} || ' ' WHERE seq = 3`)).toEqual([
        { seq: 3, fault: 'hash-wrong' },
      ])
    },
  )

  it.each(['{"n":4,"text":"𬭎"}', '{', 'null'])('finds a changed detail: %s', detail => {
    write(1, 5)
    expect(tampered('UPDATE journal SET detail = ? WHERE seq = 3', [detail])).toEqual([
      { seq: 3, fault: 'hash-wrong' },
    ])
  })

  it('finds a changed hash and a changed link', () => {
    write(1, 5)
    const wrong = 'f'.repeat(64)
    expect(tampered('UPDATE journal SET hash = ? WHERE seq = 3', [wrong])).toEqual([
      { seq: 3, fault: 'hash-wrong' },
      { seq: 4, fault: 'link-wrong' },
    ])
    expect(tampered('UPDATE journal SET prev_hash = ? WHERE seq = 2', [wrong])).toContainEqual({
      seq: 2,
      fault: 'link-wrong',
    })
  })

  it('finds a record taken out of the middle, from the start, and from the end', () => {
    write(1, 6)
    expect(tampered('DELETE FROM journal WHERE seq = 3')).toEqual([{ seq: 3, fault: 'gap' }])
    expect(tampered('DELETE FROM journal WHERE seq = 1')).toEqual([
      { seq: 1, fault: 'gap' },
      { seq: 3, fault: 'gap' },
    ])
    expect(tampered('DELETE FROM journal WHERE seq >= 5')).toContainEqual({ seq: 5, fault: 'gap' })
    expect(tampered('DELETE FROM journal')).toEqual([{ seq: 1, fault: 'gap' }])
  })

  it('finds a record whose hash was made anew, by the next one', () => {
    write(1, 4)
    const [record] = bench.work.read(s => s.journal.list({ afterSeq: 1, limit: 1 }))
    const { hash: _, ...rest } = record!
    const forged = sha256(chainText({ ...rest, actorName: '别人' }))
    expect(tampered(`UPDATE journal SET actor_name = '别人', hash = ? WHERE seq = 2`, [forged])).toEqual([
      { seq: 3, fault: 'link-wrong' },
    ])
  })

  it('finds a forged last record by the head, and one that was put behind it', () => {
    write(1, 3)
    const [record] = bench.work.read(s => s.journal.list({ afterSeq: 2, limit: 1 }))
    const { hash: _, ...rest } = record!
    const forged = sha256(chainText({ ...rest, actorName: '别人' }))
    expect(tampered(`UPDATE journal SET actor_name = '别人', hash = ? WHERE seq = 3`, [forged])).toEqual([
      { seq: 3, fault: 'link-wrong' },
    ])
    const extra = { ...rest, seq: 4, prevHash: forged }
    const faults = tampered(
      `INSERT INTO journal SELECT 4, action, actor_id, actor_name, subject_type, subject_id, detail, at, ?, ?
         FROM journal WHERE seq = 3`,
      [forged, sha256(chainText({ ...extra, actorName: '别人' }))],
    )
    expect(faults).toEqual([{ seq: 4, fault: 'link-wrong' }])
  })

  it('finds two records that changed places', () => {
    write(1, 5)
    tampered('UPDATE journal SET seq = 99 WHERE seq = 2')
    tampered('UPDATE journal SET seq = 2 WHERE seq = 3')
    const faults = tampered('UPDATE journal SET seq = 3 WHERE seq = 99')
    expect(new Set(faults.map(f => f.seq))).toEqual(new Set([2, 3, 4]))
  })

  it('finds any one changed character of a long chain, page borders and all', () => {
    write(1, 2100)
    bench.db.exec('DROP TRIGGER outbox_no_update')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2100 }),
        fc.constantFrom('record_id', 'type', 'subject', 'payload', 'at', 'prev_hash', 'hash'),
        (seq, column) => {
          const was = String(bench.db.get(`SELECT ${column} AS v FROM outbox WHERE seq = ?`, [seq])?.['v'])
          const changed = was.slice(0, -1) + (was.endsWith('0') ? '1' : '0')
          bench.db.run(`UPDATE outbox SET ${column} = ? WHERE seq = ?`, [changed, seq])
          const { records, faults } = bench.work.read(s => walked(s.outbox))
          bench.db.run(`UPDATE outbox SET ${column} = ? WHERE seq = ?`, [was, seq])
          expect(records).toBe(2100)
          expect(faults.map(f => f.seq)).toContain(seq)
        },
      ),
      { numRuns: 15 },
    )
    expect(bench.work.read(s => walked(s.outbox).faults)).toEqual([])
  })

  it('names at most a hundred faults', () => {
    write(1, 250)
    expect(tampered(`UPDATE journal SET actor_name = 'x'`)).toHaveLength(100)
  })

  it('a list does not give out a record that cannot be read', () => {
    write(1, 2)
    tampered(`UPDATE journal SET detail = '{' WHERE seq = 2`)
    expect(() => bench.work.read(s => s.journal.list({ limit: 5 }))).toThrow(DamagedRowError)
  })
})
