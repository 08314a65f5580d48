import { numberAt, type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import {
  type BlockState,
  type NumberSkip,
  type NumberStore,
  type NumberUse,
} from '../../ports/stores/numbers.ts'
import { DamagedRowError, rowReader, toJson, type Row } from './row.ts'
import { numberKey } from './search-keys.ts'
import { type Session } from './session.ts'

const readBlock = rowReader('number_block')
const readUse = rowReader('number_use')
const readSkip = rowReader('number_skip')

/** What both ways of leaving a number behind tell. */
type Place = Pick<NumberUse, 'blockId' | 'index' | 'number'>

/** A number was to be taken that is not the next free one of its block: nothing may go on. */
export class NumberOrderError extends Error {
  override readonly name = 'NumberOrderError'
  constructor(use: Place) {
    super(`number ${use.index} of block ${use.blockId} is not its next free one`)
  }
}

/** A number was to be passed over that no licence bears. */
export class SkipUnfoundedError extends Error {
  override readonly name = 'SkipUnfoundedError'
  constructor(skip: NumberSkip) {
    super(`number ${skip.index} of block ${skip.blockId} is not on licence ${skip.licenceId}`)
  }
}

/** The number to be taken is not the one that the block holds at that place: somebody invented it. */
export class NumberNotLentError extends Error {
  override readonly name = 'NumberNotLentError'
  constructor(use: Place) {
    super(`block ${use.blockId} does not hold ${use.number} at ${use.index}`)
  }
}

function toState(row: Row): BlockState {
  const block = readBlock.object<NumberBlock>(row, 'body')
  if (block.blockId !== row['id'] || block.count !== row['size'] || block.kind !== row['kind'])
    throw new DamagedRowError('number_block', 'body', 'is not that of its row')
  return {
    block,
    next: readBlock.integer(row, 'next'),
    importedAt: readBlock.text(row, 'imported_at') as Instant,
    signer: readBlock.text(row, 'signer'),
  }
}

const toUse = (row: Row): NumberUse => ({
  blockId: readUse.text(row, 'block_id'),
  index: readUse.integer(row, 'position'),
  number: readUse.text(row, 'number'),
  licenceId: readUse.text(row, 'licence_id'),
  at: readUse.text(row, 'at') as Instant,
})

const toSkip = (row: Row): NumberSkip => ({
  blockId: readSkip.text(row, 'block_id'),
  index: readSkip.integer(row, 'position'),
  number: readSkip.text(row, 'number'),
  licenceId: readSkip.text(row, 'licence_id'),
  at: readSkip.text(row, 'at') as Instant,
})

/** Moves the block behind the number, if the number is its next free one. */
function leave(session: Session, use: Place): void {
  const moved = session.run(
    'UPDATE number_block SET next = next + 1 WHERE id = ? AND next = ? AND next < size',
    [use.blockId, use.index],
  )
  if (moved !== 1) session.fail(new NumberOrderError(use))
  const block = session.get('SELECT * FROM number_block WHERE id = ?', [use.blockId])
  if (!block || numberKey(numberAt(toState(block).block, use.index)) !== numberKey(use.number))
    session.fail(new NumberNotLentError(use))
}

function take(session: Session, use: NumberUse): void {
  leave(session, use)
  session.run(
    `INSERT INTO number_use (block_id, position, kind, number, licence_id, at)
       SELECT id, ?, kind, ?, ?, ? FROM number_block WHERE id = ?`,
    [use.index, use.number, use.licenceId, use.at, use.blockId],
  )
}

function skip(session: Session, left: NumberSkip): void {
  leave(session, left)
  const bearer = session.get(
    `SELECT l.id FROM licence l JOIN number_block b ON b.kind = l.kind
       WHERE l.id = ? AND b.id = ? AND l.number_key = ?`,
    [left.licenceId, left.blockId, numberKey(left.number)],
  )
  if (!bearer) session.fail(new SkipUnfoundedError(left))
  session.run('INSERT INTO number_skip (block_id, position, number, licence_id, at) VALUES (?, ?, ?, ?, ?)', [
    left.blockId,
    left.index,
    left.number,
    left.licenceId,
    left.at,
  ])
}

export function numberStore(session: Session): NumberStore {
  return {
    addBlock(state) {
      const added = session.run(
        `INSERT INTO number_block (id, kind, size, next, imported_at, signer, body)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        [
          state.block.blockId,
          state.block.kind,
          state.block.count,
          state.next,
          state.importedAt,
          state.signer,
          toJson(state.block),
        ],
      )
      return added === 1
    },
    blocks(kind) {
      const rows =
        kind === undefined
          ? session.all('SELECT * FROM number_block ORDER BY seq')
          : session.all('SELECT * FROM number_block WHERE kind = ? ORDER BY seq', [kind])
      return rows.map(toState)
    },
    take: use => take(session, use),
    uses: blockId =>
      session.all('SELECT * FROM number_use WHERE block_id = ? ORDER BY position', [blockId]).map(toUse),
    skip: left => skip(session, left),
    skips: blockId =>
      session.all('SELECT * FROM number_skip WHERE block_id = ? ORDER BY position', [blockId]).map(toSkip),
  }
}
