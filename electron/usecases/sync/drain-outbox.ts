import { waitMs } from '../../../shared/domain/sync/back-off.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { batchStep, type BatchContext } from './batch-step.ts'
import { connected } from './connected.ts'
import { letGoOfOld } from './let-go-of-old.ts'
import { type SyncPorts } from './ports.ts'
import { pullChanges } from './pull-changes.ts'
import { renewCertificate } from './renew-certificate.ts'
import { runStateOf, setRunState } from './run-state.ts'
import { topUpBlocks } from './lease-blocks.ts'
import { troubleOf } from './trouble-of.ts'

export interface DrainInput {
  /** Asked between any two steps; what is under way is left as it is, and found again. */
  readonly stopped?: () => boolean
  /** A person asked for it: what steps aside is tried at once. */
  readonly atOnce?: boolean
  readonly onProgress?: (done: { readonly accepted: number; readonly returned: number }) => void
}

export interface DrainReport {
  readonly accepted: number
  readonly returned: number
  /** Changes that came back from the store. */
  readonly changes: number
  readonly waiting: number
  /** Why it ended before all was said; null when nothing more could go. */
  readonly trouble: AppError | null
  /** When it is tried again; null when nothing waits that could go. */
  readonly nextTry: Instant | null
}

export type DrainError = AppError<'not-paired' | 'sync-running'>

const running = appError('sync-running', words('正在上报', 'Reporting is under way'), {
  next: words('不必再次启动，请看进度', 'There is no need to start it again'),
})

interface Sums {
  accepted: number
  returned: number
}

/** Batch after batch until nothing may go, or something is wrong. */
async function sendAll(context: BatchContext, sums: Sums, input: DrainInput): Promise<AppError | null> {
  while (!context.stopped()) {
    const step = await batchStep(context)
    if (!step.ok) return step.error
    if (step.value === null) return null
    if (step.value !== 'go-on') {
      sums.accepted += step.value.accepted
      sums.returned += step.value.returned
      input.onProgress?.({ ...sums })
    }
    await context.ports.turns.next()
  }
  return null
}

function noteTrouble(ports: SyncPorts, error: AppError): void {
  const now = ports.clock.now()
  ports.db.write(stores => {
    const failures = runStateOf(stores).failures + 1
    const trouble = troubleOf(error)
    const nextTry = instantFromMillis(millisOf(now) + waitMs(trouble, failures, ports.random()))
    setRunState(stores, { failures, trouble, answer: error, lastTry: now, nextTry })
  })
}

function noteGood(ports: SyncPorts): void {
  const now = ports.clock.now()
  ports.db.write(stores => {
    const [first] = stores.sync.asides(1)
    setRunState(stores, {
      failures: 0,
      trouble: null,
      answer: null,
      lastTry: now,
      lastGood: now,
      nextTry: first?.notBefore ?? null,
    })
  })
}

async function drain(ports: SyncPorts, input: DrainInput): Promise<Result<DrainReport, DrainError>> {
  const stopped = input.stopped ?? (() => false)
  const link = connected(ports)
  if (!link.ok) return link
  const { store, root, workstationId } = link.value
  const sums: Sums = { accepted: 0, returned: 0 }
  let changes = 0
  try {
    if (input.atOnce) ports.db.write(stores => stores.sync.clearAsides())
    letGoOfOld(ports)
    let trouble = await sendAll({ ports, store, root, workstationId, stopped }, sums, input)
    // What the store makes of our records does not keep us from hearing it.
    if (!stopped() && (trouble === null || troubleOf(trouble) === 'fault')) {
      const pulled = await pullChanges(ports, store, root, stopped)
      changes = pulled.taken
      trouble ??= pulled.trouble
    }
    if (!stopped() && trouble === null) trouble = await topUpBlocks(ports, store, stopped)
    if (!stopped() && trouble === null) {
      const renewed = await renewCertificate(ports)(stopped)
      if (!renewed.ok) trouble = renewed.error
    }
    if (!stopped()) {
      if (trouble) noteTrouble(ports, trouble)
      else noteGood(ports)
    }
    return ok(report(ports, sums, changes, trouble, stopped()))
  } finally {
    store.close()
  }
}

function report(
  ports: SyncPorts,
  sums: Sums,
  changes: number,
  trouble: AppError | null,
  isStopped: boolean,
): DrainReport {
  // Once it is stopped the database may be closed already.
  if (isStopped) return { ...sums, changes, waiting: 0, trouble, nextTry: null }
  return ports.db.read(stores => ({
    ...sums,
    changes,
    waiting: stores.sync.counts().waiting,
    trouble,
    nextTry: runStateOf(stores).nextTry,
  }))
}

/**
 * Reports what waits in the outbox and takes in what came back. One at a time; it can be stopped between any two steps, and
 * goes on where it was, whatever ended it.
 */
export function drainOutbox(ports: SyncPorts) {
  let busy = false
  return async (_actor: Actor, input: DrainInput = {}): Promise<Result<DrainReport, DrainError>> => {
    if (busy) return err(running)
    busy = true
    try {
      return await drain(ports, input)
    } finally {
      busy = false
    }
  }
}
