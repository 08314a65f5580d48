import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Sql } from '../../ports/sql.ts'
import { insertMany } from '../common/bulk.ts'
import { type Judged } from './judge.ts'

/** A record of the chain that is there already. */
export interface KeptRecord {
  readonly seq: number
  readonly recordId: string
  readonly hash: string
  readonly prevHash: string
  readonly verdict: 'accepted' | 'returned'
  readonly reasons: Judged['reasons'] | null
}

export interface ChainRow {
  readonly completeTo: number
  readonly headSeq: number
}

/** The workstation's chain, held until the transaction ends: its own batches take turns, other workstations' do not wait. */
export async function lockChain(
  sql: Sql,
  { workstationId, officeCode }: WorkstationCaller,
): Promise<ChainRow> {
  const [row] = await sql.query<ChainRow>(
    `INSERT INTO chains (workstation_id, office_code) VALUES ($1, $2)
      ON CONFLICT (workstation_id) DO UPDATE SET office_code = excluded.office_code
      RETURNING complete_to AS "completeTo", head_seq AS "headSeq"`,
    [workstationId, officeCode],
  )
  return row ?? { completeTo: 0, headSeq: 0 }
}

const KEPT = 'seq, record_id AS "recordId", hash, prev_hash AS "prevHash", verdict, reasons'

/** What is there under the places and ids of these records, and right beside them. */
export async function keptRecords(
  sql: Sql,
  workstationId: string,
  records: readonly OutboxRecord[],
  head: number,
): Promise<readonly KeptRecord[]> {
  const seqs = new Set(records.flatMap(({ seq }) => [seq - 1, seq, seq + 1]))
  seqs.add(head)
  const ids = [...new Set(records.map(record => record.recordId))]
  return sql.query<KeptRecord>(
    `SELECT ${KEPT} FROM chain_records WHERE workstation_id = $1 AND seq = ANY($2::bigint[])
      UNION SELECT ${KEPT} FROM chain_records WHERE workstation_id = $1 AND record_id = ANY($3::text[])`,
    [workstationId, [...seqs], ids],
  )
}

export async function insertRecords(
  sql: Sql,
  workstationId: string,
  batchId: string,
  judged: readonly Judged[],
  now: Instant,
): Promise<void> {
  const of = <T>(pick: (record: OutboxRecord) => T) => judged.map(({ record }) => pick(record))
  await insertMany(sql, 'chain_records', [
    ['workstation_id', 'text', of(() => workstationId)],
    ['seq', 'bigint', of(record => record.seq)],
    ['record_id', 'text', of(record => record.recordId)],
    ['type', 'text', of(record => record.type)],
    ['subject', 'text', of(record => record.subject)],
    ['payload', 'text', of(record => JSON.stringify(record.payload))],
    ['at', 'timestamptz', of(record => record.at)],
    ['day', 'date', of(record => civilDateOf(record.at))],
    ['prev_hash', 'text', of(record => record.prevHash)],
    ['hash', 'text', of(record => record.hash)],
    ['verdict', 'text', judged.map(({ verdict }) => verdict)],
    [
      'reasons',
      'jsonb',
      judged.map(({ reasons }) => (reasons.length === 0 ? null : JSON.stringify(reasons))),
    ],
    ['batch_id', 'text', of(() => batchId)],
    ['received_at', 'timestamptz', of(() => now)],
  ])
}

const MISSING = 100

/**
 * The ranges that are missing up to the head, the first hundred, and up to where nothing is. Only what lies behind the
 * first gap is looked at.
 */
export async function missingRanges(
  sql: Sql,
  workstationId: string,
  chain: ChainRow,
  head: number,
): Promise<{ readonly missing: readonly (readonly [number, number])[]; readonly completeTo: number }> {
  const gaps = await sql.query<{ first: number; last: number }>(
    `SELECT before + 1 AS first, seq - 1 AS last FROM (
        SELECT seq, lag(seq, 1, $2::bigint) OVER (ORDER BY seq) AS before
        FROM chain_records WHERE workstation_id = $1 AND seq > $2::bigint
      ) s WHERE seq > before + 1 ORDER BY seq LIMIT ${MISSING + 1}`,
    [workstationId, chain.completeTo],
  )
  const [newest] = await sql.query<{ last: number | null }>(
    'SELECT max(seq) AS last FROM chain_records WHERE workstation_id = $1',
    [workstationId],
  )
  const last = newest?.last ?? 0
  const ranges = gaps.map(gap => [gap.first, gap.last] as const)
  const tail: readonly (readonly [number, number])[] = head > last ? [[last + 1, head]] : []
  const missing = [...ranges, ...tail].filter(([first]) => first <= head)
  return {
    missing: missing.map(([first, end]) => [first, Math.min(end, head)] as const).slice(0, MISSING),
    completeTo: (ranges[0]?.[0] ?? last + 1) - 1,
  }
}
