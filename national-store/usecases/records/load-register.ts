import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { type Sql } from '../../ports/sql.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type StoreStandard } from '../../ports/standard.ts'
import { readPayload, type Read } from '../screening/payloads.ts'
import { kindOfTypeCode } from '../screening/subject.ts'
import { licencesById } from './licence-rows.ts'
import { lentPlaces, type KindNumber } from './lent-places.ts'
import {
  numberKey,
  remember,
  type Decision,
  type NumberRow,
  type Register,
  type SentBefore,
  type ToldStatus,
} from './register.ts'

/** What the records of a batch speak of: the things that the store is asked for. */
export interface Mentioned {
  /** Each record's payload, read once. */
  readonly reads: ReadonlyMap<OutboxRecord, Read>
  readonly subjects: readonly string[]
  /** Licences: subjects and versions before. */
  readonly ids: readonly string[]
  readonly numbers: readonly KindNumber[]
  readonly corrects: readonly string[]
  readonly files: readonly string[]
  /** Provinces and years of the licences that may be made. */
  readonly years: readonly number[]
}

const textAt = (value: unknown): string => (typeof value === 'string' ? value : '')

function numberOf(standard: StoreStandard, read: Read): KindNumber | undefined {
  if (!read.read) return undefined
  const { type, payload } = read.content
  if (type === 'licence-metadata') {
    const kind = kindOfTypeCode(standard, payload.fields['ZZLXDM'] ?? '')
    const number = textAt(payload.values?.['certNo'] ?? payload.fields['ZZBH'])
    return kind && { kind: kind.id, number }
  }
  if (type !== 'catalogue') return undefined
  const kind = kindOfTypeCode(standard, payload.certificate_type_code)
  return kind && { kind: kind.id, number: payload.certificate_number }
}

function yearOf(read: Read): number | undefined {
  if (!read.read) return undefined
  const { type, payload } = read.content
  const day =
    type === 'licence-metadata'
      ? textAt(payload.values?.['issueDate'] ?? payload.fields['ZZBFRQ'])
      : type === 'catalogue'
        ? payload.issue_date
        : ''
  const year = Number(day.slice(0, 4))
  return Number.isInteger(year) && year > 0 ? year : undefined
}

const distinct = <T>(values: readonly (T | null | undefined)[]): readonly T[] => [
  ...new Set(values.filter((value): value is T => value !== null && value !== undefined)),
]

export function mentionedIn(standard: StoreStandard, records: readonly OutboxRecord[]): Mentioned {
  const byRecord = new Map(records.map(record => [record, readPayload(record)]))
  const reads = [...byRecord.values()]
  const contents = reads.flatMap(read => (read.read ? [read.content] : []))
  const metadata = contents.flatMap(c => (c.type === 'licence-metadata' ? [c.payload] : []))
  const numbers = new Map(
    distinct(reads.map(read => numberOf(standard, read))).map(n => [numberKey(n.kind, n.number), n]),
  )
  const subjects = distinct(records.map(record => record.subject))
  return {
    reads: byRecord,
    subjects,
    ids: distinct([...subjects, ...metadata.map(payload => payload.previousIdentifier)]),
    numbers: [...numbers.values()],
    corrects: distinct(contents.map(content => content.payload.corrects)),
    files: distinct(metadata.map(payload => payload.file.sha256)),
    years: distinct(reads.map(yearOf)),
  }
}

const NUMBER_COLUMNS = 'n.kind, n.number, n.lineage, n.newest, n.office_code AS "officeCode"'

/** Whose the numbers are; and which stock is meant where a subject is no identifier but a number of this office. */
async function numbersOf(sql: Sql, caller: WorkstationCaller, { numbers, subjects }: Mentioned) {
  const owned =
    numbers.length === 0
      ? []
      : await sql.query<NumberRow>(
          `SELECT ${NUMBER_COLUMNS} FROM unnest($1::text[], $2::text[]) AS u(kind, number)
            JOIN licence_numbers n ON n.kind = u.kind AND n.number = u.number`,
          [numbers.map(n => n.kind), numbers.map(n => n.number)],
        )
  const bare = subjects.filter(subject => !subject.includes('.'))
  const stock =
    bare.length === 0
      ? []
      : await sql.query<NumberRow>(
          `SELECT ${NUMBER_COLUMNS} FROM licence_numbers n WHERE n.number = ANY($1::text[]) AND n.office_code = $2`,
          [bare, caller.officeCode],
        )
  return [...owned, ...stock]
}

interface SentRow extends SentBefore {
  readonly recordId: string
}

async function sentBefore(sql: Sql, { workstationId }: WorkstationCaller, asked: Mentioned) {
  const sent =
    asked.corrects.length === 0
      ? []
      : await sql.query<SentRow>(
          `SELECT record_id AS "recordId", type, subject, verdict, corrected_by AS "correctedBy"
            FROM chain_records WHERE workstation_id = $1 AND record_id = ANY($2::text[])`,
          [workstationId, asked.corrects],
        )
  const open = await sql.query<{ subject: string }>(
    `SELECT DISTINCT subject FROM chain_records
      WHERE workstation_id = $1 AND subject = ANY($2::text[]) AND type = 'licence-metadata'
        AND verdict = 'returned' AND corrected_by IS NULL`,
    [workstationId, asked.subjects],
  )
  return { sent, open }
}

type EventRow = ToldStatus & Decision & { readonly licenceId: string; readonly applied: boolean }

/** Statuses that wait for their licence, and decisions of the store, of the licences that are spoken of. */
async function eventsOf(sql: Sql, waiting: readonly string[], decided: readonly string[]) {
  if (waiting.length + decided.length === 0) return []
  return sql.query<EventRow>(
    `SELECT id AS "eventId", licence_id AS "licenceId", status, since, made_by AS by, applied, reason,
        decision_number AS "decisionNumber", by_name AS "byName"
      FROM status_events
      WHERE (licence_id = ANY($1::text[]) AND NOT applied) OR (licence_id = ANY($2::text[]) AND made_by = 'store')
      ORDER BY id`,
    [waiting, decided],
  )
}

/** Reads everything that a batch speaks of. */
export async function loadRegister(
  sql: Sql,
  caller: WorkstationCaller,
  asked: Mentioned,
  files: ReadonlySet<string>,
): Promise<Register> {
  const numbers = await numbersOf(sql, caller, asked)
  const ids = distinct([...asked.ids, ...numbers.map(n => n.newest)])
  const licences = await licencesById(sql, ids)
  const { sent, open } = await sentBefore(sql, caller, asked)
  const register: Register = {
    licences: new Map(),
    stock: new Map(),
    numbers: new Map(numbers.map(row => [numberKey(row.kind, row.number), row])),
    lent: await lentPlaces(sql, asked.numbers),
    open: new Set(open.map(row => row.subject)),
    sent: new Map(sent.map(row => [row.recordId, row])),
    told: new Map(),
    decisions: new Map(),
    files,
  }
  for (const row of licences) remember(register, row)
  const decided = licences.filter(row => row.by === 'store').map(row => row.id)
  const waiting = asked.subjects.filter(subject => register.open.has(subject))
  for (const event of await eventsOf(sql, waiting, decided)) {
    if (event.applied) register.decisions.set(event.licenceId, event)
    else register.told.set(event.licenceId, [...(register.told.get(event.licenceId) ?? []), event])
  }
  return register
}
