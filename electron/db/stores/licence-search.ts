import { normaliseCode } from '../../../shared/domain/codes/half-width.ts'
import { type LicenceQuery, type LicenceSummary, type Page } from '../../../shared/domain/licence/licence.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { chooseDriver, SEARCH_CAPS, type Driver, type SearchCaps } from './licence-drivers.ts'
import { SUMMARY_COLUMNS, seqOf, toSummary } from './licence-rows.ts'
import { cursorSeq, pageLimit, pageOf } from './paging.ts'
import { type Value } from './row.ts'
import { foldName, numberKey } from './search-keys.ts'
import { type Session } from './session.ts'

/** A condition on `licence l`. */
export interface Condition {
  readonly sql: string
  readonly params: readonly Value[]
}

/** A query with `text` resolved and every part in the form in which it is compared. */
export interface Terms {
  readonly identifier: readonly string[]
  readonly numberKey: readonly string[]
  readonly holderCode: readonly string[]
  /** Folded parts of the name. */
  readonly names: readonly string[]
}

const given = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

const isThere = (session: Session, column: string, value: string): boolean =>
  session.get(`SELECT 1 FROM licence WHERE ${column} = ?`, [value]) !== undefined

/**
 * What was typed into the search box: a known identifier, number or holder code, in this order; else part of a name.
 * Asked of the whole register, not of the filtered part, so that the answer is the same on every page.
 */
function withText(session: Session, terms: Terms, text: string): Terms {
  const code = normaliseCode(text)
  if (code === '') return terms
  if (isThere(session, 'identifier', code)) return { ...terms, identifier: [...terms.identifier, code] }
  const number = numberKey(text)
  if (isThere(session, 'number_key', number)) return { ...terms, numberKey: [...terms.numberKey, number] }
  if (isThere(session, 'holder_code', code)) return { ...terms, holderCode: [...terms.holderCode, code] }
  return { ...terms, names: [...terms.names, foldName(text)] }
}

function termsOf(session: Session, query: LicenceQuery): Terms {
  const terms: Terms = {
    identifier: given(query.identifier).map(normaliseCode),
    numberKey: given(query.number).map(numberKey),
    holderCode: given(query.holderCode).map(normaliseCode),
    names: given(query.name).map(foldName),
  }
  const all = query.text === undefined ? terms : withText(session, terms, query.text)
  return { ...all, names: all.names.filter(name => name !== '') }
}

function statusCondition(status: LicenceQuery['status'], today: CivilDate): readonly Condition[] {
  if (status === undefined) return []
  if (status === 'valid')
    return [{ sql: `l.status = 'valid' AND (l.valid_to IS NULL OR l.valid_to >= ?)`, params: [today] }]
  if (status === 'expired') return [{ sql: `l.status = 'valid' AND l.valid_to < ?`, params: [today] }]
  return [{ sql: `l.status = ? AND l.status <> 'valid'`, params: [status] }]
}

function conditionsOf(terms: Terms, query: LicenceQuery, today: CivilDate): readonly Condition[] {
  const each = (sql: string, values: readonly (string | undefined)[]): readonly Condition[] =>
    values.filter(value => value !== undefined).map(value => ({ sql, params: [value] }))
  return [
    ...each('l.identifier = ?', terms.identifier),
    ...each('l.number_key = ?', terms.numberKey),
    ...each('l.holder_code = ?', terms.holderCode),
    ...each('l.kind = ?', [query.kind]),
    ...statusCondition(query.status, today),
    ...each('l.issue_date >= ?', [query.issuedFrom]),
    ...each('l.issue_date <= ?', [query.issuedTo]),
    ...each('l.valid_to >= ?', [query.expiresFrom]),
    ...each('l.valid_to <= ?', [query.expiresTo]),
    ...each('instr(l.holder_key, ?) > 0', terms.names),
  ]
}

/** The stretch of the register that is left to walk: behind the cursor, within the driver's span. */
function stretch({ seq, span }: Driver, after: number | undefined): readonly Condition[] {
  const last = Math.min(span?.last ?? Number.MAX_SAFE_INTEGER, (after ?? Number.MAX_SAFE_INTEGER) - 1)
  return [
    ...(span ? [{ sql: `${seq} >= ?`, params: [span.first] }] : []),
    ...(span || after !== undefined ? [{ sql: `${seq} <= ?`, params: [last] }] : []),
  ]
}

/** Newest first, a page at a time; the cursor is the place of the last licence shown, which never moves. */
export function searchLicences(
  session: Session,
  query: LicenceQuery,
  today: CivilDate,
  caps: SearchCaps = SEARCH_CAPS,
): Page<LicenceSummary> {
  const limit = pageLimit(query.limit)
  const after = cursorSeq(query.after)
  const terms = termsOf(session, query)
  const driver = chooseDriver(session, terms, query, today, caps)
  if (!driver) return { items: [], cursor: null }
  const conditions: readonly Condition[] = [
    ...driver.conditions,
    ...stretch(driver, after),
    ...conditionsOf(terms, query, today),
  ]
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(c => c.sql).join(' AND ')}`
  const rows = session.all(
    `SELECT ${SUMMARY_COLUMNS} FROM ${driver.from} ${where} ORDER BY ${driver.seq} DESC LIMIT ?`,
    [...conditions.flatMap(c => c.params), limit + 1],
  )
  return pageOf(rows, limit, seqOf, toSummary)
}
