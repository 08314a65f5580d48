import { type Batch } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import {
  begin,
  finish,
  resumable,
  runOpen,
  type BatchOver,
  type Control,
  type Run,
  type RunBatchError,
  type RunBatchInput,
} from './batch-run.ts'
import { type Stores } from '../../ports/database.ts'
import { type IssuePorts } from './ports.ts'
import { createSerial } from './serial.ts'
import { databaseTrouble, type Trouble } from './trouble.ts'

export { type BatchProgress, type RunBatchError, type RunBatchInput } from './batch-run.ts'

export interface BatchRunner {
  /**
   * Issues the waiting items in order, from exactly where the batch stands, until it is done, paused, cancelled or stopped.
   * A disk that fails is answered as a value: what was issued stays issued, and the batch can be resumed.
   */
  run(actor: Actor, input: RunBatchInput): Promise<Result<Batch, RunBatchError>>
  /** Asks a running batch to end after the licence in hand. */
  pause(actor: Actor, batchId: string): void
  /** As pause; what waits is then cancelled. Licences already issued stay issued. */
  cancel(actor: Actor, batchId: string): Result<Batch, BatchOver | Trouble>
}

/** More batches than can be running at a crash: one runs at a time. */
const LOOK_BACK = 10_000

/** Batches that run, or that ran when the workstation broke off. */
const running = (stores: Stores): readonly Batch[] =>
  stores.batches.list(LOOK_BACK).filter(batch => batch.state === 'running')

export const batchesRunning = (stores: Stores): boolean => running(stores).length > 0

/** Pauses batches that a crash left running; called when the workstation starts. */
export function recoverBatches(ports: Pick<IssuePorts, 'db'>): void {
  ports.db.write(stores => {
    for (const batch of running(stores)) stores.batches.setState(batch.id, 'paused', null)
  })
}

/** A wish that came while the batch waited for its turn or its PIN is kept. */
function endedBefore({ ports, actor, input, control }: Run): Result<Batch, BatchOver> | undefined {
  if (control.wish === 'go') return undefined
  const batch = resumable(ports, input.batchId)
  if (!batch.ok) return batch
  const state = control.wish === 'pause' ? 'paused' : 'cancelled'
  return ok(finish(ports, actor, input.batchId, { state, reason: null }))
}

async function runOnce(run: Run): Promise<Result<Batch, RunBatchError>> {
  const early = endedBefore(run)
  if (early) return early
  const context = await begin(run)
  if (!context.ok) return endedBefore(run) ?? context
  try {
    return await runOpen(run, context.value)
  } finally {
    for (const open of context.value.openSeals) open.key.lock()
  }
}

/** What the disk or the database did, as a value; faults of the program are thrown on. */
function troubleOr<T>(error: unknown): Result<T, Trouble> {
  const trouble = databaseTrouble(error)
  if (trouble) return err(trouble)
  throw error
}

/** Runs batches of one workstation, one licence at a time whatever asks for them. */
export function createBatchRunner(ports: IssuePorts): BatchRunner {
  const serial = createSerial()
  const controls = new Map<string, Control>()
  return {
    async run(actor, input) {
      if (controls.has(input.batchId))
        return err(appError('batch-running', words('这一批次正在进行', 'This batch is running')))
      const control: Control = { wish: 'go' }
      controls.set(input.batchId, control)
      try {
        return await serial(() => runOnce({ ports, actor, input, control }))
      } catch (error) {
        return troubleOr(error)
      } finally {
        controls.delete(input.batchId)
      }
    },
    pause(_actor, batchId) {
      const control = controls.get(batchId)
      if (control?.wish === 'go') control.wish = 'pause' // a cancellation is never taken back
    },
    cancel(actor, batchId) {
      try {
        const batch = resumable(ports, batchId)
        if (!batch.ok) return batch
        const control = controls.get(batchId)
        if (!control) return ok(finish(ports, actor, batchId, { state: 'cancelled', reason: null }))
        control.wish = 'cancel'
        return batch
      } catch (error) {
        return troubleOr(error)
      }
    },
  }
}
