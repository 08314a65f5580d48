import { type Batch, type BatchItem, type BatchState } from '../../../shared/domain/batch.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { officeOf } from '../common/settings.ts'
import { stopsBatch, type IssueError } from './errors.ts'
import { issueOne, type Issued } from './issue-licence.ts'
import { openSeals, type OpenSealsError, type Pins } from './open-seals.ts'
import { type IssueContext, type IssuePorts } from './ports.ts'
import { createSerial } from './serial.ts'

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

export type RunBatchError =
  OpenSealsError | AppError<'batch-not-found' | 'batch-over' | 'batch-running' | 'office-missing'>

export interface BatchRunner {
  /** Issues the waiting items in order, from exactly where the batch stands, until it is done, paused, cancelled or stopped. */
  run(actor: Actor, input: RunBatchInput): Promise<Result<Batch, RunBatchError>>
  /** Asks a running batch to end after the licence in hand. */
  pause(actor: Actor, batchId: string): void
  /** As pause; what waits is then cancelled. Licences already issued stay issued. */
  cancel(actor: Actor, batchId: string): Result<Batch, RunBatchError>
}

const SLICE = 50

interface Control {
  wish: 'go' | 'pause' | 'cancel'
}

const notFound: RunBatchError = appError('batch-not-found', words('没有这一批次', 'There is no such batch'))

/** The seals that the waiting items need, by the purpose of their kinds. */
function neededSeals(
  ports: IssuePorts,
  stores: Stores,
  batchId: string,
): Result<readonly Seal[], RunBatchError> {
  const purposes = new Set<string>()
  for (const item of stores.batches.items(batchId)) {
    const application = item.state === 'waiting' ? stores.applications.get(item.applicationId) : undefined
    if (application) purposes.add(ports.standard.kind(application.kind).seal.purpose)
  }
  const seals: Seal[] = []
  for (const purpose of purposes) {
    const seal = stores.seals.list().find(s => s.purpose === purpose && s.state === 'active')
    if (!seal) {
      return err(
        appError('seal-missing', words('缺少本批需要的印章', 'A seal that this batch needs is missing'), {
          next: words('请管理员导入印章', 'An administrator imports it'),
          data: { purpose },
        }),
      )
    }
    seals.push(seal)
  }
  return ok(seals)
}

function settleFailure(ports: IssuePorts, batchId: string, item: BatchItem, error: IssueError): BatchItem {
  const failed: BatchItem = { ...item, state: 'failed', error }
  ports.db.write(stores => stores.batches.settle(batchId, failed))
  return failed
}

/** Pauses batches that a crash left running; called when the workstation starts. */
export function recoverBatches(ports: IssuePorts): void {
  ports.db.write(stores => {
    for (const batch of stores.batches.list(1000)) {
      if (batch.state === 'running') stores.batches.setState(batch.id, 'paused', null)
    }
  })
}

/** Prepares a run: the batch may run, its seals are open. */
function begin(ports: IssuePorts, actor: Actor, input: RunBatchInput): Result<IssueContext, RunBatchError> {
  const found = ports.db.read(stores => {
    const batch = stores.batches.get(input.batchId)
    if (!batch) return err(notFound)
    if (batch.state === 'done' || batch.state === 'cancelled') {
      return err(appError('batch-over', words('这一批次已结束', 'This batch is over')) as RunBatchError)
    }
    const office = officeOf(stores)
    if (!office)
      return err(
        appError(
          'office-missing',
          words('本机关还没有设置', 'The office has not been set up yet'),
        ) as RunBatchError,
      )
    const seals = neededSeals(ports, stores, input.batchId)
    return seals.ok ? ok({ office, seals: seals.value }) : seals
  })
  if (!found.ok) return found
  const opened = openSeals(ports, actor, found.value.seals, input.pins)
  if (!opened.ok) return opened
  ports.db.write(stores => stores.batches.setState(input.batchId, 'running', null))
  return ok({ office: found.value.office, openSeals: opened.value })
}

interface End {
  readonly state: BatchState
  readonly reason: IssueError | null
}

/** Goes through the waiting items; ends with the state that the batch is left in. */
async function work(
  ports: IssuePorts,
  actor: Actor,
  context: IssueContext,
  input: RunBatchInput,
  control: Control,
): Promise<End> {
  const issue = issueOne(ports)
  for (;;) {
    const slice = ports.db.read(stores => stores.batches.waiting(input.batchId, SLICE))
    if (slice.length === 0) return { state: 'done', reason: null }
    for (const item of slice) {
      if (control.wish !== 'go')
        return { state: control.wish === 'pause' ? 'paused' : 'cancelled', reason: null }
      const result = await issue(actor, context, {
        applicationId: item.applicationId,
        batch: { id: input.batchId, position: item.position },
      })
      if (!result.ok && stopsBatch(result.error)) return { state: 'stopped', reason: result.error }
      const settled: BatchItem = result.ok
        ? { ...item, state: 'issued', licenceId: result.value.licence.id }
        : settleFailure(ports, input.batchId, item, result.error)
      const batch = ports.db.read(stores => stores.batches.get(input.batchId))
      if (batch) input.onProgress?.({ batch, item: settled, issued: result.ok ? result.value : null })
      await ports.turns.next()
    }
  }
}

function finish(ports: IssuePorts, actor: Actor, batchId: string, end: End): Batch {
  return ports.db.write(stores => {
    if (end.state === 'cancelled') stores.batches.cancelWaiting(batchId)
    stores.batches.setState(batchId, end.state, end.reason)
    const batch = stores.batches.get(batchId)
    if (!batch) throw new Error('the batch vanished')
    journalled(stores, actor, ports.clock.now(), {
      action: `batch.${end.state}`,
      subjectType: 'batch',
      subjectId: batchId,
      detail: {
        total: batch.total,
        issued: batch.issued,
        failed: batch.failed,
        reason: end.reason?.code ?? null,
      },
    })
    return batch
  })
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
        return await serial(async () => {
          const context = begin(ports, actor, input)
          if (!context.ok) return context
          try {
            return ok(
              finish(ports, actor, input.batchId, await work(ports, actor, context.value, input, control)),
            )
          } finally {
            for (const open of context.value.openSeals) open.key.lock()
          }
        })
      } finally {
        controls.delete(input.batchId)
      }
    },
    pause(_actor, batchId) {
      const control = controls.get(batchId)
      if (control) control.wish = 'pause'
    },
    cancel(actor, batchId) {
      const control = controls.get(batchId)
      const batch = ports.db.read(stores => stores.batches.get(batchId))
      if (!batch) return err(notFound)
      if (control) {
        control.wish = 'cancel'
        return ok(batch)
      }
      if (batch.state === 'done' || batch.state === 'cancelled')
        return err(appError('batch-over', words('这一批次已结束', 'This batch is over')))
      return ok(finish(ports, actor, batchId, { state: 'cancelled', reason: null }))
    },
  }
}
