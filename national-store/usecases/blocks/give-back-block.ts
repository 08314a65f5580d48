import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type Sql } from '../../ports/sql.ts'
import { type RecordPorts } from '../common/ports.ts'
import { layBack, restOf, type Run } from './draw-run.ts'

export type GiveBackError = AppError<'block-unknown' | 'block-given-back' | 'block-number-used'>
type Answer = Result<{ readonly blockId: string; readonly given: number }, GiveBackError>

interface GiveBackInput {
  readonly blockId: string
  /** The first number that was not used: from here on the block goes back. */
  readonly next: number
}

const ERRORS = {
  unknown: appError(
    'block-unknown',
    words('国家库没有借给本工作站这个号段', 'the store has lent no such block to this workstation'),
    { next: words('请核对号段编号', 'check the id of the block') },
  ),
  given: appError('block-given-back', words('该号段已退回', 'this block was given back before'), {
    next: words('无需再退', 'nothing is left to do'),
  }),
  used: appError(
    'block-number-used',
    words('要退回的编号中有已用于证照的', 'a number that would go back is on a licence already'),
    { next: words('请按本机实际用号退回', 'give back from the first number that was not used') },
  ),
} as const

interface Block extends Run {
  readonly series: string
  readonly returnedNext: number | null
}

async function giveBack(
  sql: Sql,
  caller: WorkstationCaller,
  input: GiveBackInput,
  now: string,
): Promise<Answer> {
  const { blockId } = input
  const [block] = await sql.query<Block>(
    `SELECT series, counters, count, returned_next AS "returnedNext"
      FROM number_blocks WHERE block_id = $1 AND workstation_id = $2 FOR UPDATE`,
    [blockId, caller.workstationId],
  )
  if (!block) return err(ERRORS.unknown)
  const next = Math.min(input.next, block.count)
  if (block.returnedNext !== null)
    return block.returnedNext === next ? ok({ blockId, given: block.count - next }) : err(ERRORS.given)
  const used = await sql.query('SELECT 1 FROM numbers_seen WHERE block_id = $1 AND place >= $2 LIMIT 1', [
    blockId,
    next,
  ])
  if (used.length > 0) return err(ERRORS.used)
  await sql.query('UPDATE number_blocks SET returned_at = $2, returned_next = $3 WHERE block_id = $1', [
    blockId,
    now,
    next,
  ])
  const rest = restOf(block.counters, block.count, next)
  if (rest.count > 0) await layBack(sql, block.series, rest.counters, rest.count)
  return ok({ blockId, given: rest.count })
}

/** Takes back what is left of a block; it may be lent to somebody else from then on. The same again has the same answer. */
export function giveBackBlock({ db, clock }: Pick<RecordPorts, 'db' | 'clock'>) {
  return (caller: WorkstationCaller, input: GiveBackInput): Promise<Answer> =>
    db.write(sql => giveBack(sql, caller, input, clock.now()))
}
