import { addDays, startOfDay, type CivilDate } from '../../../shared/kernel/instant.ts'
import { type ChainStore } from '../../ports/stores/chains.ts'

export interface ChainQuery {
  /** Records after this number; left out, the newest ones. */
  readonly afterSeq?: number
  /** 1 to 500. */
  readonly limit: number
  readonly subject?: string
}

export interface ChainPage<Rec> {
  /** By rising number, or newest first where that was asked. */
  readonly records: readonly Rec[]
  /** How many the whole chain has. */
  readonly total: number
  /** Pass as `afterSeq` for the next page; null at the end. */
  readonly next: number | null
}

const MAX_LIMIT = 500

/** One page of a chain. Without `afterSeq` and subject it is the last page: what happened lately is what is asked for most. */
export function chainPage<Entry, Rec extends { readonly seq: number }>(
  chain: ChainStore<Entry, Rec>,
  query: ChainQuery,
): ChainPage<Rec> {
  const limit = Math.min(MAX_LIMIT, Math.max(1, Math.trunc(query.limit)))
  const total = chain.count()
  const newest = query.subject === undefined ? Math.max(0, total - limit) : 0
  const afterSeq = query.afterSeq ?? newest
  const found = chain.list({
    afterSeq,
    limit: limit + 1,
    ...(query.subject === undefined ? {} : { subject: query.subject }),
  })
  const records = found.slice(0, limit)
  return { records, total, next: found.length > limit ? (records.at(-1)?.seq ?? null) : null }
}

/** What a person looks for in a chain. */
export interface ChainSearch {
  /** Records before this number; left out, from the newest on. */
  readonly beforeSeq?: number
  /** 1 to 500. */
  readonly limit: number
  readonly subject?: string
  /** Who did it, in the journal; what sort it is, in the outbox. */
  readonly sort?: string
  /** First and last day in China, by the clock of the records. */
  readonly from?: CivilDate
  readonly to?: CivilDate
}

/** One page of what was looked for, newest first. `next` is the `beforeSeq` of the page after it. */
export function newestPage<Entry, Rec extends { readonly seq: number }>(
  chain: ChainStore<Entry, Rec>,
  query: ChainSearch,
): ChainPage<Rec> {
  const limit = Math.min(MAX_LIMIT, Math.max(1, Math.trunc(query.limit)))
  const { from, to, limit: _limit, ...rest } = query
  const found = chain.search({
    ...rest,
    limit: limit + 1,
    ...(from === undefined ? {} : { from: startOfDay(from) }),
    ...(to === undefined ? {} : { until: startOfDay(addDays(to, 1)) }),
  })
  const records = found.slice(0, limit)
  return { records, total: chain.count(), next: found.length > limit ? (records.at(-1)?.seq ?? null) : null }
}
