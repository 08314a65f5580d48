import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type LicenceQuery, type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { spanOf, type Span } from './licence-spans.ts'
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
  /** Where in the register all matches lie, where the days asked for tell. */
  readonly span?: Span
}

interface DriverTerms {
  readonly identifier: readonly string[]
  readonly numberKey: readonly string[]
  readonly holderCode: readonly string[]
  readonly names: readonly string[]
}

/** Where counting stops and another walk is chosen. */
export interface SearchCaps {
  /** Of rows that a walk in order passes: beyond it a page is found soon. */
  readonly few: number
  /** Of rows that may be collected and sorted for one page. */
  readonly sortable: number
  /** Of licences in a range of days that is looked through for its place in the register. */
  readonly wide: number
}

export const SEARCH_CAPS: SearchCaps = { few: 512, sortable: 4096, wide: 50_000 }

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

/**
 * The rarest gram is walked, the next rarest ones must be there too. Where even the rarest is common, the kind is asked
 * of its index first: it is small, and a name that its kind never has would read the whole register otherwise.
 */
function byGrams(rarestFirst: readonly CountedGram[], rare: boolean, kind: KindId | undefined): Driver {
  const grams = rarestFirst.slice(0, rare ? 1 : INTERSECTED).map(({ gram }) => gram)
  const joined = grams.slice(1).map((_, i) => `CROSS JOIN name_gram g${i + 2} ON g${i + 2}.seq = g1.seq`)
  const ofGrams = grams.map((gram, i) => ({ sql: `g${i + 1}.g = ?`, params: [gram] }))
  const asksKind = !rare && kind !== undefined
  return {
    from: [
      'name_gram g1',
      ...joined,
      ...(asksKind ? ['CROSS JOIN licence k INDEXED BY licence_kind ON k.seq = g1.seq'] : []),
      'CROSS JOIN licence l ON l.seq = g1.seq',
    ].join(' '),
    seq: 'g1.seq',
    conditions: asksKind ? [...ofGrams, { sql: 'k.kind = ?', params: [kind] }] : ofGrams,
  }
}

/** All characters that can follow in a gram lie below this one. */
const AFTER_ALL = '\u{10ffff}'

/** A single character has no pair; all pairs that begin with it are a range. */
function bySingle(session: Session, character: string, sortable: number): Driver | undefined {
  const range: readonly Value[] = [character, character + AFTER_ALL]
  const n = count(session, 'name_gram WHERE g >= ? AND g < ?', range, sortable)
  if (n === sortable) return undefined
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
  cap: number,
): readonly Walk[] {
  if (from === undefined && to === undefined) return []
  return [{ index, where: `${column} BETWEEN ? AND ?`, params: [from ?? '', to ?? LAST_DAY], cap }]
}

/** A filter whose index holds few rows. */
function byFewRows(
  session: Session,
  query: LicenceQuery,
  today: CivilDate,
  { few: cap, sortable }: SearchCaps,
): Driver | undefined {
  const { status, kind } = query
  const walks: readonly Walk[] = [
    ...(isRareStatus(status)
      ? [
          {
            index: 'licence_not_valid',
            where: `status = ? AND status <> 'valid'`,
            params: [status],
            cap,
          },
        ]
      : []),
    ...(kind === undefined ? [] : [{ index: 'licence_kind', where: 'kind = ?', params: [kind], cap }]),
    ...dateWalk('licence_issue_date', 'issue_date', query.issuedFrom, query.issuedTo, sortable),
    ...dateWalk('licence_valid_to', 'valid_to', query.expiresFrom, query.expiresTo, sortable),
    ...dateWalk(
      'licence_valid_to',
      'valid_to',
      undefined,
      status === 'expired' ? today : undefined,
      sortable,
    ),
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
  caps: SearchCaps,
): Driver | undefined {
  const key = byKey(terms)
  if (key) return key
  const grams = [...new Set(terms.names.flatMap(gramsOfPart))]
    .map(gram => ({ gram, n: count(session, 'name_gram WHERE g = ?', [gram], caps.few) }))
    .sort((a, b) => a.n - b.n)
  const rarest = grams[0]
  if (rarest?.n === 0) return undefined
  if (rarest && rarest.n < caps.few) return byGrams(grams, true, query.kind)
  const few = byFewRows(session, query, today, caps)
  if (few) return few
  const single = terms.names[0]
  const one = rarest || single === undefined ? undefined : bySingle(session, single, caps.sortable)
  if (one) return one
  const span = spanOf(session, query, today, caps.wide)
  return { ...(rarest ? byGrams(grams, false, query.kind) : byOrder(query)), ...(span && { span }) }
}
