import { expect, it } from 'vitest'
import { createPartitions } from '../../national-store/db/partitions.ts'
import { type Database, type Sql, type SqlValue } from '../../national-store/ports/sql.ts'
import { changesSince } from '../../national-store/usecases/changes/changes-since.ts'
import { compareDays } from '../../national-store/usecases/reconciliation/compare-days.ts'
import { dayRecords } from '../../national-store/usecases/reconciliation/day-records.ts'
import { keptRecords, missingRanges } from '../../national-store/usecases/records/chain-rows.ts'
import { lentPlaces } from '../../national-store/usecases/records/lent-places.ts'
import { licencesById } from '../../national-store/usecases/records/licence-rows.ts'
import { loadRegister, type Mentioned } from '../../national-store/usecases/records/load-register.ts'
import { type OutboxRecord } from '../../shared/domain/sync/chain.ts'
import { type CivilDate } from '../../shared/kernel/instant.ts'
import { BEIJING, sha256 } from './counter.ts'
import { eachStore } from './each-store.ts'

const YEARS = [2024, 2025, 2026]
const PROVINCES = ['11', '31', '33']

/** Rows enough that a planner who has the choice takes an index; made by the database itself. */
async function filled(db: Database): Promise<void> {
  const partitions = createPartitions(db)
  for (const province of PROVINCES)
    for (const year of YEARS) await partitions.ensure('licences', province, year)
  const fill = (text: string) => db.sql.query(text)
  const licence = `1000 + g`
  await fill(
    `INSERT INTO licences (province, year, id, lineage, version, kind, number, identifier, status, status_since, status_by,
        holder_name, holder_code, holder_code_type, issue_date, office_code, issuer_name, region, origin, specimen,
        pack_version, "values", workstation_id, received_at)
      SELECT p, y, p || '.' || y || '.' || g, p || '.' || y || '.' || g, 1, 'tour-guide', p || y || (${licence}),
        p || '.' || y || '.' || g, CASE WHEN g % 500 = 0 THEN 'revoked' ELSE 'valid' END, now(), 'counter', 'n',
        'c' || (g % 1500), '111', '2026-01-01', 'o', 'i', '110000', 'issued', false, '1', '{}', 'w', now()
      FROM unnest(ARRAY['11', '31', '33']) p, unnest(ARRAY[2024, 2025, 2026]) y, generate_series(1, 1500) g`,
  )
  await fill('INSERT INTO licence_keys (id, province, year) SELECT id, province, year FROM licences')
  await fill(
    `INSERT INTO licence_numbers (kind, number, lineage, newest, office_code)
      SELECT kind, number, lineage, id, office_code FROM licences`,
  )
  await fill(
    `INSERT INTO chain_records (workstation_id, seq, record_id, type, subject, payload, at, day, prev_hash, hash, verdict,
        batch_id, received_at)
      SELECT 'WS-110000-' || w, g, 'r' || g, 'status', 's' || g, '{}', now(), date '2026-01-01' + g / 100, 'p', 'h',
        'accepted', 'b', now()
      FROM generate_series(10, 12) w, generate_series(1, 15000) g`,
  )
  await fill(
    `INSERT INTO number_blocks (block_id, workstation_id, request_id, asked, office_code, kind, series, template, counters,
        head, width, first, count, lent_at, valid_until, envelope)
      SELECT 'b' || g, 'w', 'r' || g, '', 'o', 'tour-guide', 't', 'BJ{serial:6}', '{"serial": {"from": 1}}', 'BJ', 6,
        g * 100, 100, now(), '2026-12-31', '' FROM generate_series(1, 5000) g`,
  )
  await fill(`INSERT INTO number_shapes (kind, head_length, width) VALUES ('tour-guide', 2, 6)`)
  await fill(
    `INSERT INTO changes (office_code, type, at, body, cursor)
      SELECT 'o' || o, 'finding', now(), '{}', g FROM generate_series(1, 10) o, generate_series(1, 1000) g`,
  )
  await fill(
    `INSERT INTO status_events (licence_id, status, since, made_by, by_name, applied)
      SELECT 'x' || g, 'valid', now(), 'counter', 'n', true FROM generate_series(1, 5000) g`,
  )
  await fill('ANALYZE')
}

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Node[]
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** Tables that grow with the country, and their partitions. */
const LARGE =
  /^(licences|licence_keys|licence_numbers|chain_records|number_blocks|changes|status_events)(_|$)/

/** Runs a use case's reading and keeps how the database went about each of its statements. */
function watched(db: Database): { db: Database; plans: Map<string, readonly Node[]> } {
  const plans = new Map<string, readonly Node[]>()
  const watch = (sql: Sql): Sql => ({
    async query(text, params: readonly SqlValue[] = []) {
      if (/^\s*(SELECT|WITH|UPDATE)/.test(text)) {
        const [row] = await sql.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
          `EXPLAIN (FORMAT JSON) ${text}`,
          params,
        )
        plans.set(text, nodesOf(row!['QUERY PLAN'][0]!.Plan))
      }
      return sql.query(text, params)
    },
  })
  return { plans, db: { ...db, sql: watch(db.sql), write: work => db.write(sql => work(watch(sql))) } }
}

const scans = (nodes: readonly Node[]) => nodes.filter(node => LARGE.test(node['Relation Name'] ?? ''))

eachStore('query plans', store => {
  it('reads the large tables by an index always, and of the split ones the parts that are meant', async () => {
    const plain = await store.fresh()
    await filled(plain)
    const { db, plans } = watched(plain)
    const records = Array.from(
      { length: 50 },
      (_, i) => ({ seq: 14_900 + i, recordId: `r${14_900 + i}` }) as OutboxRecord,
    )
    await keptRecords(db.sql, 'WS-110000-10', records, 15_000)
    await missingRanges(db.sql, 'WS-110000-10', { completeTo: 14_990, headSeq: 15_000 }, 15_001)
    const ids = ['11.2026.7', '11.2026.8', '31.2025.9']
    expect((await licencesById(db.sql, ids)).map(row => row.id)).toEqual(ids)
    const lent = await lentPlaces(db.sql, [{ kind: 'tour-guide', number: 'BJ000250' }])
    expect(lent.size).toBe(0) // the block that is found begins elsewhere: its numbers are not these
    const mentioned: Mentioned = {
      reads: new Map(),
      subjects: ['s1', 'x1', '1120241001'],
      ids,
      numbers: [{ kind: 'tour-guide', number: '1120241001' }],
      corrects: ['r1'],
      files: [],
      years: [],
    }
    const caller = { ...BEIJING, workstationId: 'WS-110000-10', officeCode: 'o5' }
    await loadRegister(db.sql, caller, mentioned, new Set())
    const period = { from: '2026-01-10' as CivilDate, to: '2026-01-11' as CivilDate, days: [] }
    await compareDays({ db, digest: { sha256 } })(caller, period)
    await dayRecords({ db })(caller, { day: period.from, after: 0 })
    await changesSince({ db })(caller, { after: 990 })

    expect(plans.size).toBeGreaterThan(12)
    for (const [text, nodes] of plans)
      for (const node of scans(nodes))
        expect([text, node['Node Type']]).toEqual([text, expect.stringMatching(/Index|Bitmap/)])
    const licenceScans = [...plans].filter(([text]) => / FROM licences /.test(text))
    expect(licenceScans.length).toBe(1)
    const parts = (pattern: RegExp) =>
      [...plans]
        .filter(([text]) => pattern.test(text))
        .map(([, nodes]) => new Set(scans(nodes).map(n => n['Relation Name'])).size)
    expect(parts(/ FROM licences /)).toEqual([1])
    for (const count of parts(/ FROM chain_records /)) expect(count).toBeLessThanOrEqual(1)
  })

  it('control: a question that names no place reads every part of a split table', async () => {
    const plain = await store.fresh()
    await filled(plain)
    const { db, plans } = watched(plain)
    await db.sql.query(`SELECT * FROM licences WHERE holder_name = 'nobody'`)
    const [nodes] = plans.values()
    const types = scans(nodes!).map(node => node['Node Type'])
    expect(types.filter(type => type === 'Seq Scan').length).toBeGreaterThanOrEqual(9)
  })
})
