import { createHash } from 'node:crypto'
import {
  CHAIN_START,
  chainText,
  type ChainFault,
  type JournalRecord,
  type OutboxRecord,
} from '../../../shared/domain/sync/chain.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type ChainStore, type WalkedChain } from '../../ports/stores/chains.ts'
import { chainSearchSql } from './chain-search.ts'
import { pageLimit } from './paging.ts'
import { DamagedRowError, rowReader, type Row, type Value } from './row.ts'
import { type Session } from './session.ts'

type AnyRecord = OutboxRecord | JournalRecord

/** What one chain has of its own. */
export interface ChainShape<Entry, Rec extends AnyRecord> {
  readonly table: 'outbox' | 'journal'
  readonly subjectColumn: string
  /** What `sort` of a search stands for. */
  readonly sortColumn: string
  /** Columns besides seq, at, prev_hash and hash, in the order of `values`. */
  readonly columns: readonly string[]
  values(record: Rec): readonly Value[]
  /** The record before its hash; what it adds to the entry is made here. */
  draft(entry: Entry, link: ChainLink): Omit<Rec, 'hash'>
  /** The record as it was hashed. @throws DamagedRowError */
  read(row: Row, link: ChainLink): Omit<Rec, 'hash'>
}

export interface ChainLink {
  readonly seq: number
  readonly at: Instant
  readonly prevHash: string
}

interface Head {
  readonly seq: number
  readonly hash: string
}

const LARGEST_LIST = 10_000
const MOST_FAULTS = 100
const WALK_PAGE = 1000

const hashOf = (draft: Omit<AnyRecord, 'hash'>): string =>
  createHash('sha256')
    .update(utf8(chainText(draft as Omit<OutboxRecord, 'hash'>)))
    .digest('hex')

const headRow = rowReader('chain_head')

function storedHead(session: Session, table: string): Head {
  const row = session.get('SELECT seq, hash FROM chain_head WHERE chain = ?', [table])
  return row
    ? { seq: headRow.integer(row, 'seq'), hash: headRow.text(row, 'hash') }
    : { seq: 0, hash: CHAIN_START }
}

/** Whether the stored hash is that of the stored record. */
function hashHolds<Entry, Rec extends AnyRecord>(
  shape: ChainShape<Entry, Rec>,
  row: Row,
  link: ChainLink,
): boolean {
  try {
    return hashOf(shape.read(row, link)) === row['hash']
  } catch (error) {
    if (error instanceof DamagedRowError) return false
    throw error
  }
}

function linkOf(table: string, row: Row): ChainLink {
  const read = rowReader(table)
  return {
    seq: read.integer(row, 'seq'),
    at: read.text(row, 'at') as Instant,
    prevHash: read.text(row, 'prev_hash'),
  }
}

/** Faults at the end of the chain: the head says where it ended when it was last written. */
function endFaults(last: Head, head: Head): readonly ChainFault[] {
  if (last.seq < head.seq) return [{ seq: last.seq + 1, fault: 'gap' }]
  if (last.seq > head.seq) return [{ seq: head.seq + 1, fault: 'link-wrong' }]
  return last.hash === head.hash ? [] : [{ seq: head.seq, fault: 'link-wrong' }]
}

/**
 * Walks the chain page by page, and stops after each so that long walks can give others a turn. A missing record is a
 * `gap` at its number, a record that does not name the one before it is `link-wrong`, one that was changed is
 * `hash-wrong`. Records cut off at the end are missed by the head. Someone who rewrites the whole chain and its head
 * is found only by comparing with what the national store has.
 */
export function* walkChain<Entry, Rec extends AnyRecord>(
  session: Session,
  shape: ChainShape<Entry, Rec>,
): Generator<void, WalkedChain> {
  const read = rowReader(shape.table)
  const faults: ChainFault[] = []
  let records = 0
  let last: Head = { seq: 0, hash: CHAIN_START }
  const note = (seq: number, fault: ChainFault['fault']): void => {
    if (faults.length < MOST_FAULTS) faults.push({ seq, fault })
  }
  for (;;) {
    const rows = session.all(`SELECT * FROM ${shape.table} WHERE seq > ? ORDER BY seq LIMIT ?`, [
      last.seq,
      WALK_PAGE,
    ])
    for (const row of rows) {
      const link = linkOf(shape.table, row)
      if (link.seq !== last.seq + 1) note(last.seq + 1, 'gap')
      else if (link.prevHash !== last.hash) note(link.seq, 'link-wrong')
      if (!hashHolds(shape, row, link)) note(link.seq, 'hash-wrong')
      last = { seq: link.seq, hash: read.text(row, 'hash') }
      records++
    }
    if (rows.length < WALK_PAGE) break
    yield
  }
  for (const { seq, fault } of endFaults(last, storedHead(session, shape.table))) note(seq, fault)
  return { records, lastHash: last.hash, faults }
}

function chainLookups<Entry, Rec extends AnyRecord>(
  session: Session,
  shape: ChainShape<Entry, Rec>,
): Pick<ChainStore<Entry, Rec>, 'list' | 'search' | 'get'> {
  const { table, subjectColumn } = shape
  const toRecord = (row: Row): Rec =>
    ({
      ...shape.read(row, linkOf(table, row)),
      hash: rowReader(table).text(row, 'hash'),
    }) as unknown as Rec
  return {
    get(seq) {
      const row = session.get(`SELECT * FROM ${table} WHERE seq = ?`, [seq])
      return row && toRecord(row)
    },
    list(query) {
      const limit = pageLimit(query.limit, LARGEST_LIST)
      const after = query.afterSeq ?? 0
      const rows =
        query.subject === undefined
          ? session.all(`SELECT * FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?`, [after, limit])
          : session.all(
              `SELECT * FROM ${table} WHERE ${subjectColumn} = ? AND seq > ? ORDER BY seq LIMIT ?`,
              [query.subject, after, limit],
            )
      return rows.map(toRecord)
    },
    search(query) {
      const { sql, params } = chainSearchSql(shape, {
        ...query,
        limit: pageLimit(query.limit, LARGEST_LIST),
      })
      return session.all(sql, params).map(toRecord)
    },
  }
}

export function chainStore<Entry, Rec extends AnyRecord>(
  session: Session,
  shape: ChainShape<Entry, Rec>,
): ChainStore<Entry, Rec> {
  const { table, columns } = shape
  const all = ['seq', 'at', 'prev_hash', 'hash', ...columns]
  const insertSql = `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`
  let head: Head | undefined
  session.onUndone(() => {
    head = undefined
  })
  return {
    append(entry, at) {
      const before = head ?? storedHead(session, table)
      const draft = shape.draft(entry, { seq: before.seq + 1, at, prevHash: before.hash })
      const record = { ...draft, hash: hashOf(draft) } as unknown as Rec
      session.run(insertSql, [record.seq, record.at, record.prevHash, record.hash, ...shape.values(record)])
      session.run(
        `INSERT INTO chain_head (chain, seq, hash) VALUES (?, ?, ?)
           ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
        [table, record.seq, record.hash],
      )
      head = { seq: record.seq, hash: record.hash }
      return record
    },
    ...chainLookups(session, shape),
    walk: () => walkChain(session, shape),
    count: () => storedHead(session, table).seq,
    head: () => storedHead(session, table),
  }
}
