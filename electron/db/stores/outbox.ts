import {
  OUTBOX_TYPES,
  type OutboxEntry,
  type OutboxRecord,
  type OutboxType,
} from '../../../shared/domain/sync/chain.ts'
import { type OutboxStore } from '../../ports/stores/chains.ts'
import { chainStore, type ChainShape } from './chain.ts'
import { jsonOf, rowReader, toJson } from './row.ts'
import { type Session } from './session.ts'

const read = rowReader('outbox')

/** `newId` names each record for good: the store takes the same record only once. */
export const outboxShape = (newId: () => string): ChainShape<OutboxEntry, OutboxRecord> => ({
  table: 'outbox',
  subjectColumn: 'subject',
  sortColumn: 'type',
  columns: ['record_id', 'type', 'subject', 'payload'],
  values: record => [record.recordId, record.type, record.subject, toJson(record.payload)],
  draft: (entry, link) => ({
    ...link,
    recordId: newId(),
    type: entry.type,
    subject: entry.subject,
    payload: entry.payload,
  }),
  read: (row, link) => ({
    ...link,
    recordId: read.text(row, 'record_id'),
    type: read.oneOf(row, 'type', OUTBOX_TYPES),
    subject: read.text(row, 'subject'),
    payload: jsonOf('outbox', 'payload', read.text(row, 'payload')),
  }),
})

/** Records for the national store. */
export const outboxStore = (session: Session, newId: () => string): OutboxStore => ({
  ...chainStore(session, outboxShape(newId)),
  countByType() {
    const rows = session.all('SELECT type, count(*) AS n FROM outbox GROUP BY type')
    const found = new Map(
      rows.map(row => [read.oneOf(row, 'type', OUTBOX_TYPES), read.integer(row, 'n')] as const),
    )
    return Object.fromEntries(OUTBOX_TYPES.map(type => [type, found.get(type) ?? 0])) as Record<
      OutboxType,
      number
    >
  },
})
