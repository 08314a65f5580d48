import { type JournalEntry, type JournalRecord } from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type JournalStore } from '../../ports/stores/chains.ts'
import { chainStore, type ChainShape } from './chain.ts'
import { jsonOf, rowReader, toJson } from './row.ts'
import { type Session } from './session.ts'

const read = rowReader('journal')

export const journalShape: ChainShape<JournalEntry, JournalRecord> = {
  table: 'journal',
  subjectColumn: 'subject_id',
  sortColumn: 'actor_id',
  columns: ['action', 'actor_id', 'actor_name', 'subject_type', 'subject_id', 'detail'],
  values: record => [
    record.action,
    record.actorId,
    record.actorName,
    record.subjectType,
    record.subjectId,
    toJson(record.detail),
  ],
  draft: (entry, link) => ({
    ...link,
    action: entry.action,
    actorId: entry.actorId,
    actorName: entry.actorName,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    detail: entry.detail,
  }),
  read: (row, link) => ({
    ...link,
    action: read.text(row, 'action'),
    actorId: read.text(row, 'actor_id'),
    actorName: read.text(row, 'actor_name'),
    subjectType: read.text(row, 'subject_type'),
    subjectId: read.text(row, 'subject_id'),
    detail: jsonOf('journal', 'detail', read.text(row, 'detail')),
  }),
}

function tally(session: Session, since: Instant): Readonly<Record<string, number>> {
  // From the end back to the last record before: `at` has no index, and a day is a small part of the chain.
  const before = session.get('SELECT seq FROM journal WHERE at < ? ORDER BY seq DESC LIMIT 1', [since])
  const rows = session.all('SELECT action, count(*) AS n FROM journal WHERE seq > ? GROUP BY action', [
    before ? read.integer(before, 'seq') : 0,
  ])
  return Object.fromEntries(rows.map(row => [read.text(row, 'action'), read.integer(row, 'n')]))
}

/** Who did what to which thing, and when by the device's clock. */
export const journalStore = (session: Session): JournalStore => ({
  ...chainStore(session, journalShape),
  newestAt(afterSeq) {
    const row = session.get('SELECT max(at) AS at FROM journal WHERE seq > ?', [afterSeq])
    return row ? ((read.textOrNull(row, 'at') ?? undefined) as Instant | undefined) : undefined
  },
  tally: since => tally(session, since),
})
