import { type Batch, type BatchItem, type BatchState } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
import { officeOf } from '../common/settings.ts'
import { stopsBatch, type IssueError } from './errors.ts'
import { AHEAD, createIssueLine, type Issued, type IssueLine } from './issue-line.ts'
import { neededSeals } from './needed-seals.ts'
import { type IssueOneInput } from './plan-issue.ts'
import { openSeals, type OpenSealsError, type Pins } from './open-seals.ts'
import { type IssueContext, type IssuePorts } from './ports.ts'
import { databaseTrouble, outcomeUnknown, type Trouble } from './trouble.ts'

/** What a running batch tells after each item. */
export interface BatchProgress {
  readonly batch: Batch
  readonly item: BatchItem
  readonly issued: Issued | null
}

export interface RunBatchInput {
  readonly batchId: string
  readonly pins: Pins
  readonly onProgress?: (progress: BatchProgress) => void
}

export type BatchOver = AppError<'batch-not-found' | 'batch-over'>

export type RunBatchError =
  OpenSealsError | BatchOver | AppError<'batch-running' | 'office-missing'> | Trouble

/** What somebody asked of a running batch; what is asked first and is stronger stays. */
export interface Control {
  wish: 'go' | 'pause' | 'cancel'
}

export interface Run {
  readonly ports: IssuePorts
  readonly actor: Actor
  readonly input: RunBatchInput
  readonly control: Control
}

const SLICE = 50

/** Why a batch cannot go on; the batch when it can. */
export function resumable(ports: IssuePorts, batchId: string): Result<Batch, BatchOver> {
  const batch = ports.db.read(stores => stores.batches.get(batchId))
  if (!batch) return err(appError('batch-not-found', words('没有这一批次', 'There is no such batch')))
  return batch.state === 'done' || batch.state === 'cancelled'
    ? err(appError('batch-over', words('这一批次已结束', 'This batch is over')))
    : ok(batch)
}

/** Prepares a run: the batch may run, its seals are open. Whoever gets the context locks them. */
export async function begin({ ports, actor, input }: Run): Promise<Result<IssueContext, RunBatchError>> {
  const batch = resumable(ports, input.batchId)
  if (!batch.ok) return batch
  const office = ports.db.read(stores => officeOf(stores))
  if (!office)
    return err(appError('office-missing', words('本机关还没有设置', 'The office has not been set up yet')))
  const seals = await neededSeals(ports, input.batchId)
  if (!seals.ok) return seals
  const opened = openSeals(ports, actor, seals.value, input.pins)
  return opened.ok ? ok({ office, openSeals: opened.value }) : opened
}

export interface End {
  readonly state: BatchState
  readonly reason: AppError | null
}

function settleFailure(ports: IssuePorts, batchId: string, item: BatchItem, error: IssueError): BatchItem {
  const failed: BatchItem = { ...item, state: 'failed', error }
  ports.db.write(stores => stores.batches.settle(batchId, failed))
  return failed
}

const inputOf = (batchId: string, { applicationId, position }: BatchItem): IssueOneInput => ({
  applicationId,
  batch: { id: batchId, position },
})

/** Goes through the waiting items; ends with the state that the batch is left in. */
async function goThrough({ ports, input, control }: Run, line: IssueLine): Promise<End> {
  const { batchId, onProgress } = input
  let waiting: readonly BatchItem[] = []
  for (;;) {
    if (waiting.length <= AHEAD) waiting = ports.db.read(stores => stores.batches.waiting(batchId, SLICE))
    const [item, ...rest] = waiting
    if (!item) return { state: 'done', reason: null }
    if (control.wish !== 'go')
      return { state: control.wish === 'pause' ? 'paused' : 'cancelled', reason: null }
    const following = rest.slice(0, AHEAD).map(each => inputOf(batchId, each))
    const result = await line.issue(inputOf(batchId, item), following)
    if (!result.ok && stopsBatch(result.error)) return { state: 'stopped', reason: result.error }
    const settled: BatchItem = result.ok
      ? { ...item, state: 'issued', licenceId: result.value.licence.id }
      : settleFailure(ports, batchId, item, result.error)
    const batch = ports.db.read(stores => stores.batches.get(batchId))
    if (batch) onProgress?.({ batch, item: settled, issued: result.ok ? result.value : null })
    await ports.turns.next()
    waiting = rest
  }
}

/** How many copies a batch still has to make. */
function copiesLeft({ ports, input }: Run): number {
  const batch = ports.db.read(stores => stores.batches.get(input.batchId))
  return batch ? batch.total - batch.issued - batch.failed : 0
}

async function work(run: Run, context: IssueContext): Promise<End> {
  const expected = run.ports.workshop.expect(copiesLeft(run))
  const line = createIssueLine({ ports: run.ports, context, actor: run.actor })
  try {
    return await goThrough(run, line)
  } finally {
    await line.clear()
    expected.done()
  }
}

/** Writes how a run ended. */
export function finish(ports: IssuePorts, actor: Actor, batchId: string, end: End): Batch {
  return ports.db.write(stores => {
    if (end.state === 'cancelled') stores.batches.cancelWaiting(batchId)
    stores.batches.setState(batchId, end.state, end.reason)
    const batch = stores.batches.get(batchId)
    if (!batch) throw new Error('the batch vanished')
    const { total, issued, failed } = batch
    journalled(stores, actor, ports.clock.now(), {
      action: `batch.${end.state}`,
      subjectType: 'batch',
      subjectId: batchId,
      detail: { total, issued, failed, reason: end.reason?.code ?? null },
    })
    return batch
  })
}

const PROGRAM_FAULT = appError(
  'program-fault',
  words('程序出错，本批已停下', 'A fault of the program stopped this batch'),
  {
    next: words(
      '已制的证照都有效；请导出帮助包，再继续本批',
      'What was issued is good; export a help bundle, then resume the batch',
    ),
  },
)

/** The batch is left stopped rather than running, where that can still be written. */
function stopAfter({ ports, actor, input }: Run, error: unknown): void {
  try {
    finish(ports, actor, input.batchId, {
      state: 'stopped',
      reason: databaseTrouble(error) ?? PROGRAM_FAULT,
    })
  } catch {
    // What went wrong tells more; the next start pauses what it finds running.
  }
}

/** One run with its seals open: works, then writes how it ended. A disk that failed ends it without a word in the database. */
export async function runOpen(run: Run, context: IssueContext): Promise<Result<Batch, Trouble>> {
  const { ports, actor, input } = run
  try {
    ports.db.write(stores => stores.batches.setState(input.batchId, 'running', null))
    const end = await work(run, context)
    if (end.reason === outcomeUnknown) return err(outcomeUnknown) // nothing can be written any more
    return ok(finish(ports, actor, input.batchId, end))
  } catch (error) {
    stopAfter(run, error)
    throw error
  }
}
