import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Sql } from '../../ports/sql.ts'
import { insertMany, type BulkColumn } from '../common/bulk.ts'
import { type LicenceRow } from './register.ts'

/** The columns of `licences` as a `LicenceRow` names them. */
const COLUMNS = `province, year, id, lineage, version, kind, number, identifier, previous, successor, status,
  status_since AS since, status_by AS by, holder_name AS "holderName", holder_code AS "holderCode",
  holder_code_type AS "holderCodeType", issue_date AS "issueDate", valid_from AS "validFrom", valid_to AS "validTo",
  office_code AS "officeCode", issuer_name AS "issuerName", region, origin, specimen, pack_version AS "packVersion",
  file_sha256 AS "fileSha256", "values", workstation_id AS "workstationId"`

interface Place {
  readonly province: string
  readonly year: number
  readonly id: string
}

/**
 * Licences by their ids, held until the transaction ends. First where they lie, then the rows of each place: every statement
 * names its partition.
 */
export async function licencesById(sql: Sql, ids: readonly string[]): Promise<readonly LicenceRow[]> {
  if (ids.length === 0) return []
  const places = await sql.query<Place>(
    'SELECT id, province, year FROM licence_keys WHERE id = ANY($1::text[])',
    [ids],
  )
  const byPlace = new Map<string, Place[]>()
  for (const place of places) {
    const key = `${place.province}-${String(place.year).padStart(4, '0')}`
    byPlace.set(key, [...(byPlace.get(key) ?? []), place])
  }
  const rows: LicenceRow[] = []
  for (const [, held] of [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)))
    rows.push(
      ...(await sql.query<LicenceRow>(
        `SELECT ${COLUMNS} FROM licences WHERE province = $1 AND year = $2 AND id = ANY($3::text[])
          ORDER BY id FOR NO KEY UPDATE`,
        [held[0]?.province ?? '', held[0]?.year ?? 0, held.map(place => place.id)],
      )),
    )
  return rows
}

type Column = readonly [name: string, type: string, of: (row: LicenceRow) => string | number | boolean | null]

/** Columns that never change once the row is there, then those that do. */
const KEY: readonly Column[] = [
  ['province', 'text', row => row.province],
  ['year', 'int', row => row.year],
  ['id', 'text', row => row.id],
]
const CHANGING: readonly Column[] = [
  ['status', 'text', row => row.status],
  ['status_since', 'timestamptz', row => row.since],
  ['status_by', 'text', row => row.by],
  ['successor', 'text', row => row.successor],
]
const FIXED: readonly Column[] = [
  ['lineage', 'text', row => row.lineage],
  ['version', 'int', row => row.version],
  ['kind', 'text', row => row.kind],
  ['number', 'text', row => row.number],
  ['identifier', 'text', row => row.identifier],
  ['previous', 'text', row => row.previous],
  ['holder_name', 'text', row => row.holderName],
  ['holder_code', 'text', row => row.holderCode],
  ['holder_code_type', 'text', row => row.holderCodeType],
  ['issue_date', 'date', row => row.issueDate],
  ['valid_from', 'date', row => row.validFrom],
  ['valid_to', 'date', row => row.validTo],
  ['office_code', 'text', row => row.officeCode],
  ['issuer_name', 'text', row => row.issuerName],
  ['region', 'text', row => row.region],
  ['origin', 'text', row => row.origin],
  ['specimen', 'boolean', row => row.specimen],
  ['pack_version', 'text', row => row.packVersion],
  ['file_sha256', 'text', row => row.fileSha256],
  ['"values"', 'jsonb', row => JSON.stringify(row.values)],
  ['workstation_id', 'text', row => row.workstationId],
]

const columnsOf = (columns: readonly Column[], rows: readonly LicenceRow[]): readonly BulkColumn[] =>
  columns.map(([name, type, of]) => [name, type, rows.map(of)])

/** New licences. Their places are claimed first: false when somebody else has one of the ids meanwhile. */
export async function insertLicences(sql: Sql, rows: readonly LicenceRow[], now: Instant): Promise<boolean> {
  if (rows.length === 0) return true
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)) // two that claim the same wait in the same order
  const claimed = await insertMany(
    sql,
    'licence_keys',
    columnsOf(KEY, sorted),
    'ON CONFLICT DO NOTHING RETURNING 1 AS claimed',
  )
  if (claimed.length < rows.length) return false
  const received: BulkColumn = ['received_at', 'timestamptz', rows.map(() => now)]
  await insertMany(sql, 'licences', [...columnsOf([...KEY, ...CHANGING, ...FIXED], sorted), received])
  return true
}

/** What has become of licences that were there; each place by itself, so that the statement names its partition. */
export async function updateLicences(sql: Sql, rows: readonly LicenceRow[]): Promise<void> {
  const places = new Set(rows.map(row => `${row.province}-${row.year}`))
  for (const place of places) {
    const held = rows.filter(row => `${row.province}-${row.year}` === place)
    const [first] = held
    if (!first) continue
    const columns = columnsOf([['id', 'text', row => row.id], ...CHANGING], held)
    await sql.query(
      `UPDATE licences t SET status = u.status, status_since = u.since, status_by = u.by, successor = u.successor
        FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[])
          AS u(id, status, since, by, successor)
        WHERE t.province = $1 AND t.year = $2 AND t.id = u.id`,
      [first.province, first.year, ...columns.map(([, , values]) => values)],
    )
  }
}
