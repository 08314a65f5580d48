import { type Instant } from '../../../shared/kernel/instant.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Sql } from '../../ports/sql.ts'
import { insertMany, updateMany } from '../common/bulk.ts'
import { type ChangeRow, type Effects, type StatusEventRow } from './effects.ts'
import { insertLicences, updateLicences } from './licence-rows.ts'
import { type NumberRow } from './register.ts'

/** Somebody else has claimed an identifier or a number between our reading and our writing: read again, judge again. */
export class ClaimedMeanwhile extends Error {
  override readonly name = 'ClaimedMeanwhile'
}

async function claimNumbers(sql: Sql, rows: readonly NumberRow[]): Promise<void> {
  const sorted = [...rows].sort((a, b) => (a.kind + a.number < b.kind + b.number ? -1 : 1))
  const claimed = await insertMany(
    sql,
    'licence_numbers',
    [
      ['kind', 'text', sorted.map(row => row.kind)],
      ['number', 'text', sorted.map(row => row.number)],
      ['lineage', 'text', sorted.map(row => row.lineage)],
      ['newest', 'text', sorted.map(row => row.newest)],
      ['office_code', 'text', sorted.map(row => row.officeCode)],
    ],
    'ON CONFLICT DO NOTHING RETURNING 1 AS claimed',
  )
  if (claimed.length < rows.length) throw new ClaimedMeanwhile('a number')
}

const renewNumbers = (sql: Sql, rows: readonly NumberRow[]): Promise<void> =>
  updateMany(
    sql,
    'licence_numbers',
    [
      ['kind', 'text', rows.map(row => row.kind)],
      ['number', 'text', rows.map(row => row.number)],
    ],
    [['newest', 'text', rows.map(row => row.newest)]],
  )

async function writeCatalogue(sql: Sql, rows: Effects['catalogue']): Promise<void> {
  const all = [...rows]
  await insertMany(
    sql,
    'catalogue_rows',
    [
      ['licence_id', 'text', all.map(([id]) => id)],
      ['office_code', 'text', all.map(([, row]) => row.officeCode)],
      ['operation', 'text', all.map(([, { row }]) => row.cd_operation)],
      ['row', 'jsonb', all.map(([, { row }]) => JSON.stringify(row))],
      ['at', 'timestamptz', all.map(([, row]) => row.at)],
    ],
    `ON CONFLICT (licence_id) DO UPDATE SET operation = excluded.operation, row = excluded.row, at = excluded.at`,
  )
}

async function writeItems(sql: Sql, rows: Effects['items']): Promise<void> {
  const all = [...rows]
  await insertMany(
    sql,
    'item_data',
    [
      ['licence_id', 'text', all.map(([id]) => id)],
      ['receipt_number', 'text', all.map(([, row]) => row.receiptNumber)],
      ['event', 'text', all.map(([, row]) => row.event)],
      ['item', 'jsonb', all.map(([, row]) => JSON.stringify(row.item))],
      ['at', 'timestamptz', all.map(([, row]) => row.at)],
    ],
    `ON CONFLICT (licence_id) DO UPDATE SET receipt_number = excluded.receipt_number, event = excluded.event,
      item = excluded.item, at = excluded.at`,
  )
}

async function writeSealUses(sql: Sql, caller: WorkstationCaller, rows: Effects['sealUses']): Promise<void> {
  await insertMany(sql, 'seal_uses', [
    ['workstation_id', 'text', rows.map(() => caller.workstationId)],
    ['seq', 'bigint', rows.map(({ record }) => record.seq)],
    ['licence_id', 'text', rows.map(({ record }) => record.subject)],
    ['seal', 'text', rows.map(row => row.seal)],
    ['certificate', 'text', rows.map(row => row.certificate)],
    ['document_digest', 'text', rows.map(row => row.digest)],
    ['at', 'timestamptz', rows.map(({ record }) => record.at)],
  ])
}

export async function writeStatusEvents(sql: Sql, rows: readonly StatusEventRow[]): Promise<void> {
  await insertMany(sql, 'status_events', [
    ['licence_id', 'text', rows.map(row => row.licenceId)],
    ['status', 'text', rows.map(row => row.status)],
    ['since', 'timestamptz', rows.map(row => row.since)],
    ['made_by', 'text', rows.map(row => row.by)],
    ['by_name', 'text', rows.map(row => row.byName)],
    ['reason', 'text', rows.map(row => row.reason)],
    ['decision_number', 'text', rows.map(row => row.decisionNumber)],
    ['replaced_by', 'text', rows.map(row => row.replacedBy)],
    ['applied', 'boolean', rows.map(row => row.applied)],
  ])
}

/** Lays changes into the feeds of their offices; they get their cursors when they are read. */
export async function writeChanges(sql: Sql, rows: readonly ChangeRow[]): Promise<void> {
  await insertMany(sql, 'changes', [
    ['office_code', 'text', rows.map(row => row.officeCode)],
    ['only_for', 'text', rows.map(row => row.onlyFor)],
    ['not_for', 'text', rows.map(row => row.notFor)],
    ['type', 'text', rows.map(row => row.type)],
    ['at', 'timestamptz', rows.map(row => row.at)],
    ['body', 'jsonb', rows.map(row => JSON.stringify(row.body))],
  ])
}

async function writeSeen(sql: Sql, rows: Effects['seen']): Promise<void> {
  await insertMany(
    sql,
    'numbers_seen',
    [
      ['block_id', 'text', rows.map(row => row.blockId)],
      ['place', 'int', rows.map(row => row.place)],
      ['licence_id', 'text', rows.map(row => row.licenceId)],
    ],
    'ON CONFLICT DO NOTHING',
  )
}

/** Writes what a batch has made, in a few statements whatever its size. @throws ClaimedMeanwhile */
export async function writeEffects(
  sql: Sql,
  caller: WorkstationCaller,
  effects: Effects,
  now: Instant,
): Promise<void> {
  if (!(await insertLicences(sql, [...effects.created.values()], now)))
    throw new ClaimedMeanwhile('an identifier')
  await claimNumbers(sql, [...effects.numbersNew.values()])
  await renewNumbers(sql, [...effects.numbersChanged.values()])
  await updateLicences(sql, [...effects.changed.values()])
  await writeSeen(sql, effects.seen)
  await writeCatalogue(sql, effects.catalogue)
  await writeItems(sql, effects.items)
  await writeSealUses(sql, caller, effects.sealUses)
  await writeStatusEvents(sql, effects.statuses)
  await writeChanges(sql, effects.changes)
  if (effects.settled.length > 0)
    await sql.query('UPDATE status_events SET applied = true WHERE id = ANY($1::bigint[])', [effects.settled])
  const corrected = [...effects.corrected]
  await updateMany(
    sql,
    'chain_records',
    [
      ['workstation_id', 'text', corrected.map(() => caller.workstationId)],
      ['record_id', 'text', corrected.map(([recordId]) => recordId)],
    ],
    [['corrected_by', 'text', corrected.map(([, by]) => by)]],
  )
}
