import { type LicenceQuery, type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { rowReader, type Value } from './row.ts'
import { gramsOfPart } from './search-keys.ts'
import { type Session } from './session.ts'

/**
 * Which rows a search walks. Walks in the order of `seq` stop as soon as a page is full, so a common gram costs as
 * little as a rare one; walks in another order (dates, single characters) are taken only where few rows match.
 */
export interface Driver {
  /** The FROM clause; the licence is `l`. */
  readonly from: string
  /** The column that is walked downwards. */
  readonly seq: string
  readonly conditions: readonly { readonly sql: string; readonly params: readonly Value[] }[]
}

interface DriverTerms {
  readonly identifier: readonly string[]
  readonly numberKey: readonly string[]
  readonly holderCode: readonly string[]
  readonly names: readonly string[]
}

/** Counting stops here: beyond it a walk in order finds a page soon. */
const FEW = 512

/** As many rows may be collected and sorted for one page. */
const SORTABLE = 4096

/** As many grams are intersected; more save no reads, because the rarest come first. */
const INTERSECTED = 3

const count = (session: Session, sql: string, params: readonly Value[], cap: number): number => {
  const row = session.get(`SELECT count(*) AS n FROM (SELECT 1 FROM ${sql} LIMIT ?)`, [...params, cap])
  return row ? rowReader('count').integer(row, 'n') : 0
}

const plain = (from: string): Driver => ({ from, seq: 'l.seq', conditions: [] })

function byKey(terms: DriverTerms): Driver | undefined {
  if (terms.identifier.length > 0) return plain('licence l INDEXED BY licence_identifier')
  if (terms.numberKey.length > 0) return plain('licence l INDEXED BY licence_number_key')
  if (terms.holderCode.length > 0) return plain('licence l INDEXED BY licence_holder_code')
  return undefined
}

interface CountedGram {
  readonly gram: string
  readonly n: number
}

/** The rarest gram is walked, the next rarest ones must be there too. */
function byGrams(rarestFirst: readonly CountedGram[]): Driver {
  const used = rarestFirst[0] && rarestFirst[0].n < FEW ? 1 : INTERSECTED
  const grams = rarestFirst.slice(0, used).map(({ gram }) => gram)
  const joined = grams.slice(1).map((_, i) => `CROSS JOIN name_gram g${i + 2} ON g${i + 2}.seq = g1.seq`)
  return {
    from: ['name_gram g1', ...joined, 'CROSS JOIN licence l ON l.seq = g1.seq'].join(' '),
    seq: 'g1.seq',
    conditions: grams.map((gram, i) => ({ sql: `g${i + 1}.g = ?`, params: [gram] })),
  }
}

/** All characters that can follow in a gram lie below this one. */
const AFTER_ALL = '\u{10ffff}'

/** A single character has no pair; all pairs that begin with it are a range. */
function bySingle(session: Session, character: string): Driver | undefined {
  const range: readonly Value[] = [character, character + AFTER_ALL]
  const n = count(session, 'name_gram WHERE g >= ? AND g < ?', range, SORTABLE)
  if (n === SORTABLE) return undefined
  return {
    from: 'licence l',
    seq: 'l.seq',
    conditions: [{ sql: 'l.seq IN (SELECT seq FROM name_gram WHERE g >= ? AND g < ?)', params: range }],
  }
}

interface Walk {
  readonly index: string
  readonly where: string
  readonly params: readonly Value[]
  /** Worth it below this many rows. */
  readonly cap: number
}

/** Statuses that few licences have; valid ones (expired or not) are most of the register. */
const isRareStatus = (status: LicenceQuery['status']): status is LicenceStatus =>
  status !== undefined && status !== 'valid' && status !== 'expired'

const LAST_DAY = '9999-99-99'

function dateWalk(
  index: string,
  column: string,
  from: string | undefined,
  to: string | undefined,
): readonly Walk[] {
  if (from === undefined && to === undefined) return []
  return [{ index, where: `${column} BETWEEN ? AND ?`, params: [from ?? '', to ?? LAST_DAY], cap: SORTABLE }]
}

/** A filter whose index holds few rows. */
function byFewRows(session: Session, query: LicenceQuery, today: CivilDate): Driver | undefined {
  const { status, kind } = query
  const walks: readonly Walk[] = [
    ...(isRareStatus(status)
      ? [
          {
            index: 'licence_not_valid',
            where: `status = ? AND status <> 'valid'`,
            params: [status],
            cap: FEW,
          },
        ]
      : []),
    ...(kind === undefined ? [] : [{ index: 'licence_kind', where: 'kind = ?', params: [kind], cap: FEW }]),
    ...dateWalk('licence_issue_date', 'issue_date', query.issuedFrom, query.issuedTo),
    ...dateWalk('licence_valid_to', 'valid_to', query.expiresFrom, query.expiresTo),
    ...dateWalk('licence_valid_to', 'valid_to', undefined, status === 'expired' ? today : undefined),
  ]
  const few = walks.find(
    walk =>
      count(session, `licence INDEXED BY ${walk.index} WHERE ${walk.where}`, walk.params, walk.cap) <
      walk.cap,
  )
  return (
    few && {
      from: `licence l INDEXED BY ${few.index}`,
      seq: 'l.seq',
      conditions: [{ sql: few.where, params: few.params }],
    }
  )
}

/** A walk in order that leaves out most rows. */
function byOrder(query: LicenceQuery): Driver {
  const { status, kind } = query
  if (isRareStatus(status)) return plain('licence l INDEXED BY licence_not_valid')
  return plain(kind === undefined ? 'licence l NOT INDEXED' : 'licence l INDEXED BY licence_kind')
}

/** Chooses the walk; undefined when nothing can match. */
export function chooseDriver(
  session: Session,
  terms: DriverTerms,
  query: LicenceQuery,
  today: CivilDate,
): Driver | undefined {
  const key = byKey(terms)
  if (key) return key
  const grams = [...new Set(terms.names.flatMap(gramsOfPart))]
    .map(gram => ({ gram, n: count(session, 'name_gram WHERE g = ?', [gram], FEW) }))
    .sort((a, b) => a.n - b.n)
  const rarest = grams[0]
  if (rarest?.n === 0) return undefined
  if (rarest && rarest.n < FEW) return byGrams(grams)
  const few = byFewRows(session, query, today)
  if (few) return few
  if (rarest) return byGrams(grams)
  const single = terms.names[0]
  return (single === undefined ? undefined : bySingle(session, single)) ?? byOrder(query)
}
