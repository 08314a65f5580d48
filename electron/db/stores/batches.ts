import { type Batch, type BatchItem } from '../../../shared/domain/batch.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type BatchStore } from '../../ports/stores/batches.ts'
import { pageLimit } from './paging.ts'
import { rowReader, toJsonOrNull, type Row } from './row.ts'
import { type Session } from './session.ts'

const readBatch = rowReader('batch')
const readItem = rowReader('batch_item')
const BATCH_STATES = ['running', 'paused', 'stopped', 'cancelled', 'done'] as const
const ITEM_STATES = ['waiting', 'issued', 'failed', 'cancelled'] as const
const LARGEST_LIST = 10_000

const toBatch = (row: Row): Batch => ({
  id: readBatch.text(row, 'id'),
  state: readBatch.oneOf(row, 'state', BATCH_STATES),
  createdAt: readBatch.text(row, 'created_at') as Instant,
  createdBy: readBatch.text(row, 'created_by'),
  total: readBatch.integer(row, 'total'),
  issued: readBatch.integer(row, 'issued'),
  failed: readBatch.integer(row, 'failed'),
  stopReason: readBatch.objectOrNull<AppError>(row, 'stop_reason'),
})

const toItem = (row: Row): BatchItem => ({
  position: readItem.integer(row, 'position'),
  applicationId: readItem.text(row, 'application_id'),
  state: readItem.oneOf(row, 'state', ITEM_STATES),
  licenceId: readItem.textOrNull(row, 'licence_id'),
  error: readItem.objectOrNull<AppError>(row, 'error'),
})

/** Only a waiting item is settled, and only once: a resumed batch can never count or issue it twice. */
function settle(session: Session, id: string, item: BatchItem): void {
  if (item.state === 'waiting') session.fail(new Error('a waiting item is not settled'))
  const settled = session.run(
    `UPDATE batch_item SET state = ?, licence_id = ?, error = ?
       WHERE batch_id = ? AND position = ? AND application_id = ? AND state = 'waiting'`,
    [item.state, item.licenceId, toJsonOrNull(item.error), id, item.position, item.applicationId],
  )
  if (settled !== 1) session.fail(new Error(`item ${item.position} of batch ${id} does not wait`))
  session.run('UPDATE batch SET issued = issued + ?, failed = failed + ? WHERE id = ?', [
    item.state === 'issued' ? 1 : 0,
    item.state === 'failed' ? 1 : 0,
    id,
  ])
}

function insert(session: Session, batch: Batch, applicationIds: readonly string[]): void {
  session.run(
    `INSERT INTO batch (id, state, created_at, created_by, total, issued, failed, stop_reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      batch.id,
      batch.state,
      batch.createdAt,
      batch.createdBy,
      batch.total,
      batch.issued,
      batch.failed,
      toJsonOrNull(batch.stopReason),
    ],
  )
  applicationIds.forEach((applicationId, i) => {
    session.run(
      `INSERT INTO batch_item (batch_id, position, application_id, state) VALUES (?, ?, ?, 'waiting')`,
      [batch.id, i + 1, applicationId],
    )
  })
}

/** Items are numbered from 1 in the order given. */
export function batchStore(session: Session): BatchStore {
  return {
    insert: (batch, applicationIds) => insert(session, batch, applicationIds),
    get(id) {
      const row = session.get('SELECT * FROM batch WHERE id = ?', [id])
      return row && toBatch(row)
    },
    list: limit =>
      session
        .all('SELECT * FROM batch ORDER BY seq DESC LIMIT ?', [pageLimit(limit, LARGEST_LIST)])
        .map(toBatch),
    setState(id, state, stopReason) {
      const changed = session.run('UPDATE batch SET state = ?, stop_reason = ? WHERE id = ?', [
        state,
        toJsonOrNull(stopReason),
        id,
      ])
      if (changed !== 1) session.fail(new Error(`no batch ${id}`))
    },
    waiting: (id, limit) =>
      session
        .all(
          `SELECT * FROM batch_item INDEXED BY batch_item_waiting
             WHERE batch_id = ? AND state = 'waiting' ORDER BY position LIMIT ?`,
          [id, pageLimit(limit, LARGEST_LIST)],
        )
        .map(toItem),
    settle: (id, item) => settle(session, id, item),
    cancelWaiting(id) {
      session.run(`UPDATE batch_item SET state = 'cancelled' WHERE batch_id = ? AND state = 'waiting'`, [id])
    },
    items: id =>
      session.all('SELECT * FROM batch_item WHERE batch_id = ? ORDER BY position', [id]).map(toItem),
  }
}
