import { waitMs } from '../../../shared/domain/sync/back-off.ts'
import { BATCH_LIMITS, chooseBatch } from '../../../shared/domain/sync/batch.ts'
import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type StoreConnection } from '../../ports/store-gateway.ts'
import { type OpenBatch } from '../../ports/stores/sync.ts'
import { type SyncPorts } from './ports.ts'
import { runStateOf, setRunState } from './run-state.ts'
import { sendFiles } from './send-files.ts'
import { takeReceipt } from './take-receipt.ts'
import { troubleOf } from './trouble-of.ts'

/** One batch on its way. */
export interface BatchContext {
  readonly ports: SyncPorts
  readonly store: StoreConnection
  readonly root: Uint8Array
  readonly workstationId: string
  readonly stopped: () => boolean
}

export interface Settled {
  readonly accepted: number
  readonly returned: number
}

const tooLarge = appError(
  'record-too-large',
  words('记录过大，国家库不收', 'The record is larger than the store takes'),
  { next: words('请联系维护人员', 'Tell whoever maintains the program') },
)

/** The same batch is tried so often before it is made smaller; one that was made smaller already, less often. */
const PATIENCE = { whole: 3, part: 2 } as const

/** Refused by the store in so many words: trying the same again is no use. */
const DEFINITE = ['chain-broken', 'batch-differs', 'store-refused']

function stepAside(stores: Stores, ports: SyncPorts, seq: number, error: AppError): void {
  const wait = waitMs('fault', stores.sync.triesOf(seq) + 1, ports.random())
  const until = instantFromMillis(millisOf(ports.clock.now()) + wait)
  stores.sync.setAside(seq, until, error)
}

function* recordsOf(stores: Stores, seqs: Iterable<number>): Generator<OutboxRecord> {
  for (const seq of seqs) {
    const record = stores.outbox.get(seq)
    if (!record) throw new Error(`record ${seq} is gone from the outbox`)
    yield record
  }
}

/** Keeps the next batch, once its files are at the store; null when nothing may go. */
async function nextBatch(context: BatchContext): Promise<Result<OpenBatch | null, AppError>> {
  const { ports, store, stopped } = context
  for (;;) {
    const now = ports.clock.now()
    const chosen = ports.db.read(stores => {
      const limits = { ...BATCH_LIMITS, records: runStateOf(stores).batchRecords }
      const fresh = stores.sync.ready(BATCH_LIMITS.records)
      const due = fresh.length === 0 ? stores.sync.due(now) : undefined
      return chooseBatch(recordsOf(stores, due === undefined ? fresh : [due]), limits)
    })
    if (chosen.records.length + chosen.tooLarge.length === 0) return ok(null)
    const files = await sendFiles(ports, store, chosen.records, stopped)
    if (stopped()) return ok(null)
    if (!files.ok) return files
    const aside = [
      ...files.value.aside,
      ...chosen.tooLarge.map(({ seq }) => ({ seq, error: tooLarge as AppError })),
    ]
    const out = new Set(aside.map(one => one.seq))
    const seqs = chosen.records.map(one => one.seq).filter(seq => !out.has(seq))
    const made = ports.db.write(stores => {
      for (const { seq, error } of aside) stepAside(stores, ports, seq, error)
      if (seqs.length === 0) return null
      const batch: OpenBatch = {
        id: ports.ids.next(),
        head: stores.outbox.head(),
        seqs,
        sent: 0,
        madeAt: ports.clock.now(),
      }
      stores.sync.openBatch(batch)
      return batch
    })
    if (made) return ok(made)
  }
}

/** The receipt's text: asked for where the batch may have been sent before, else by sending it. */
async function receiptText(
  { store }: BatchContext,
  batch: OpenBatch,
  records: readonly OutboxRecord[],
  isNew: boolean,
): Promise<Result<string, AppError>> {
  if (!isNew) {
    const kept = await store.receipt(batch.id)
    if (kept.ok || kept.error.code !== 'batch-unknown') return kept
  }
  return store.send({ batchId: batch.id, head: batch.head, records })
}

/** What a batch that got no receipt becomes: tried again, made smaller, or its one record steps aside. */
function afterFailure(context: BatchContext, batch: OpenBatch, error: AppError): 'go-on' | 'wait' {
  const { ports } = context
  const definite = DEFINITE.includes(error.code)
  if (!definite && troubleOf(error) !== 'fault') return 'wait'
  return ports.db.write(stores => {
    stores.sync.noteSent()
    const { batchRecords } = runStateOf(stores)
    const patience = batchRecords === BATCH_LIMITS.records ? PATIENCE.whole : PATIENCE.part
    if (!definite && batch.sent + 1 < patience) return 'wait'
    stores.sync.dropBatch()
    const [only] = batch.seqs
    if (batch.seqs.length === 1 && only !== undefined) {
      stepAside(stores, ports, only, error)
      return 'go-on'
    }
    setRunState(stores, { batchRecords: Math.ceil(batch.seqs.length / 2), failures: 0 })
    return definite ? 'go-on' : 'wait'
  })
}

function settle(
  { ports }: BatchContext,
  batch: OpenBatch,
  receipt: { readonly value: ReturnType<typeof takeReceipt> & { readonly ok: true }; readonly text: string },
): Settled {
  const { receiptId, at, verdicts, missing } = receipt.value.value
  const now: Instant = ports.clock.now()
  ports.db.write(stores => {
    stores.sync.settle({ id: receiptId, batchId: batch.id, at, keptAt: now, body: receipt.text }, verdicts)
    stores.sync.waitAgain(missing)
    const { batchRecords } = runStateOf(stores)
    setRunState(stores, {
      failures: 0,
      trouble: null,
      answer: null,
      nextTry: null,
      lastGood: now,
      batchRecords: Math.min(BATCH_LIMITS.records, batchRecords * 2),
    })
  })
  const returned = verdicts.filter(one => one.verdict === 'returned').length
  return { accepted: verdicts.length - returned, returned }
}

/**
 * Brings one batch to its receipt: the one that is under way, else the next. `null` when nothing may go; `go-on` when the
 * batch was refused and a smaller one goes next.
 */
export async function batchStep(context: BatchContext): Promise<Result<Settled | 'go-on' | null, AppError>> {
  const { ports, stopped } = context
  const old = ports.db.read(stores => stores.sync.batch())
  const made = old ? ok(old) : await nextBatch(context)
  if (!made.ok) return made
  const batch = made.value
  if (!batch || stopped()) return ok(null)
  const records = ports.db.read(stores => [...recordsOf(stores, batch.seqs)])
  const text = await receiptText(context, batch, records, old === undefined)
  if (stopped()) return ok(null)
  const { root, workstationId } = context
  const question = { batchId: batch.id, workstationId, records, root, at: ports.clock.now() }
  const receipt = text.ok ? takeReceipt(ports.envelopes, text.value, question) : text
  if (text.ok && receipt.ok) return ok(settle(context, batch, { value: receipt, text: text.value }))
  if (receipt.ok) throw new Error('a receipt without its text')
  return afterFailure(context, batch, receipt.error) === 'go-on' ? ok('go-on') : err(receipt.error)
}
