import { type LicenceQuery } from '../../../shared/domain/licence/licence.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { rowReader, type Row, type Value } from './row.ts'
import { type Session } from './session.ts'

/** The places of a register's rows from the first to the last, both counted; nothing when `first` is behind `last`. */
export interface Span {
  readonly first: number
  readonly last: number
}

interface Days {
  readonly index: string
  readonly column: 'issue_date' | 'valid_to'
  readonly from: string
  readonly to: string
}

const NOTHING: Span = { first: 1, last: 0 }

const read = rowReader('licence')

function daysOf(query: LicenceQuery, today: CivilDate): readonly Days[] {
  const { issuedFrom, issuedTo, expiresFrom, expiresTo, status } = query
  const lastDay = status === 'expired' && (expiresTo === undefined || today < expiresTo) ? today : expiresTo
  return [
    ...(issuedFrom === undefined && issuedTo === undefined
      ? []
      : [
          {
            index: 'licence_issue_date',
            column: 'issue_date' as const,
            from: issuedFrom ?? '',
            to: issuedTo ?? '9999-99-99',
          },
        ]),
    ...(expiresFrom === undefined && lastDay === undefined
      ? []
      : [
          {
            index: 'licence_valid_to',
            column: 'valid_to' as const,
            from: expiresFrom ?? '',
            to: lastDay ?? '9999-99-99',
          },
        ]),
  ]
}

function newestIsWithin(session: Session, { column, from, to }: Days): boolean {
  const row = session.get(`SELECT ${column} AS day FROM licence ORDER BY seq DESC LIMIT 1`)
  const day = row?.['day']
  return typeof day === 'string' && day >= from && day <= to
}

const spanOfRow = (row: Row | undefined): Span =>
  row && row['first'] !== null
    ? { first: read.integer(row, 'first'), last: read.integer(row, 'last') }
    : NOTHING

/**
 * Licences are taken in about in the order of their days, so a range of days is a short stretch of the register. Ranges with
 * fewer than `wide` licences are looked through for their place, wider ones only when they are old.
 */
function spanOfDays(session: Session, days: Days, wide: number): Span | undefined {
  const { index, column, from, to } = days
  const range: readonly Value[] = [from, to]
  const rows = `licence INDEXED BY ${index} WHERE ${column} BETWEEN ? AND ?`
  const some = session.get(
    `SELECT count(*) AS n, min(seq) AS first, max(seq) AS last FROM (SELECT seq FROM ${rows} LIMIT ?)`,
    [...range, wide],
  )
  if (some && read.integer(some, 'n') < wide) return spanOfRow(some)
  if (newestIsWithin(session, days)) return undefined
  return spanOfRow(session.get(`SELECT min(seq) AS first, max(seq) AS last FROM ${rows}`, range))
}

/** Where all licences lie that the days of the query allow; undefined when they may lie anywhere. */
export function spanOf(
  session: Session,
  query: LicenceQuery,
  today: CivilDate,
  wide: number,
): Span | undefined {
  const spans = daysOf(query, today)
    .map(days => spanOfDays(session, days, wide))
    .filter(span => span !== undefined)
  if (spans.length === 0) return undefined
  return {
    first: Math.max(...spans.map(span => span.first)),
    last: Math.min(...spans.map(span => span.last)),
  }
}
