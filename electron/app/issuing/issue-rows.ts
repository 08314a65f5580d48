import { type Batch, type BatchItem } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type Workstation } from '../workstation.ts'
import { type TakenRow } from './approve-rows.ts'
import { rowError, unissued, type IssuedLicence, type RowOutcome } from './row-outcome.ts'

export interface IssueRowsInput {
  readonly clerk: Actor
  /** PIN of each seal that may be needed, by seal id. */
  readonly pins: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export interface IssuedRows {
  /** The batches that these rows were issued in, oldest first. */
  readonly batches: readonly Batch[]
  readonly rows: readonly RowOutcome[]
}

const BATCHES_LOOKED_AT = 1000

/** What is known of the rows' applications in batches so far. */
class Ledger {
  readonly #workstation: Workstation
  readonly #clerk: Actor
  readonly #items = new Map<string, BatchItem>()
  readonly #licences = new Map<string, IssuedLicence>()
  readonly #batches = new Map<string, Batch>()

  constructor(workstation: Workstation, clerk: Actor) {
    this.#workstation = workstation
    this.#clerk = clerk
  }

  note(batch: Batch, item: BatchItem): void {
    this.#batches.set(batch.id, batch)
    this.#items.set(item.applicationId, item)
  }

  noteLicence(applicationId: string, licence: IssuedLicence): void {
    this.#licences.set(applicationId, licence)
  }

  noteBatch(batch: Batch): void {
    this.#batches.set(batch.id, batch)
  }

  item(applicationId: string): BatchItem | undefined {
    return this.#items.get(applicationId)
  }

  batches(): readonly Batch[] {
    return [...this.#batches.values()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  }

  /** Of a licence that an earlier run issued, looked up once. */
  licence(item: BatchItem): IssuedLicence | undefined {
    const known = this.#licences.get(item.applicationId)
    if (known || item.licenceId === null) return known
    const { licenceId } = item
    const story = this.#workstation.calls.register.show(this.#clerk, { key: licenceId })
    if (!story.ok) return undefined
    const version = story.value.versions.find(v => v.licence.id === licenceId)
    return version
      ? { licenceId, number: version.licence.number, identifier: version.licence.identifier }
      : undefined
  }
}

/** Batches that earlier runs laid down for these rows. */
function earlierBatches(
  workstation: Workstation,
  clerk: Actor,
  since: Instant,
  taken: readonly TakenRow[],
  ledger: Ledger,
): Result<readonly Batch[], AppError> {
  const { issuing } = workstation.calls
  const listed = issuing.list(clerk, { limit: BATCHES_LOOKED_AT })
  if (!listed.ok) return listed
  const ours = new Set(taken.map(t => t.application.id))
  const found: Batch[] = []
  for (const batch of listed.value.filter(b => b.createdAt >= since).reverse()) {
    const results = issuing.results(clerk, { batchId: batch.id })
    if (!results.ok) return results
    const items = results.value.items.filter(item => ours.has(item.applicationId))
    for (const item of items) ledger.note(batch, item)
    if (items.length > 0) found.push(batch)
  }
  return ok(found)
}

/** Runs one batch to its end, pausing after the licence in hand when asked to. */
export async function runBatch(
  workstation: Workstation,
  input: IssueRowsInput,
  batchId: string,
  ledger: Ledger,
  onItem: () => void,
): Promise<Result<Batch, AppError>> {
  const { issuing } = workstation.calls
  const pause = () => void issuing.pause(input.clerk, batchId)
  input.signal?.addEventListener('abort', pause)
  try {
    const ran = await issuing.run(input.clerk, {
      batchId,
      pins: input.pins,
      onProgress({ batch, item, issued }) {
        ledger.note(batch, item)
        if (issued) {
          const { id, number, identifier } = issued.licence
          ledger.noteLicence(item.applicationId, { licenceId: id, number, identifier })
        }
        onItem()
      },
    })
    if (ran.ok) ledger.noteBatch(ran.value)
    return ran
  } finally {
    input.signal?.removeEventListener('abort', pause)
  }
}

function outcomeOf(taken: TakenRow, ledger: Ledger, stop: AppError | null): RowOutcome {
  const { row, application } = taken
  const item = ledger.item(application.id)
  if (item?.state === 'issued') {
    const licence = ledger.licence(item) ?? { licenceId: item.licenceId, number: null, identifier: null }
    return { row, kind: application.kind, status: 'issued', ...licence, errors: [] }
  }
  if (item?.state === 'failed')
    return unissued(row, application.kind, 'failed', item.error ? [rowError(item.error)] : [])
  if (application.state === 'returned') {
    const reasons = application.decision?.reasons ?? []
    const errors = reasons.map(r => ({
      code: 'returned',
      field: r.field,
      text: { zh: r.text, en: `returned by the approver: ${r.text}` },
    }))
    return unissued(row, application.kind, 'returned', errors)
  }
  return unissued(row, application.kind, 'waiting', stop ? [rowError(stop)] : [])
}

const RESUMABLE: readonly Batch['state'][] = ['paused', 'stopped', 'running']

/**
 * Issues what was approved: first the batches that an earlier run left open, from exactly where they stand, then one batch
 * of what is left. Every row gets its outcome, those of earlier runs too. Ends early when asked to pause or when a batch stops.
 */
export async function issueRows(
  workstation: Workstation,
  input: IssueRowsInput,
  taken: readonly TakenRow[],
  since: Instant | null,
): Promise<Result<IssuedRows, AppError>> {
  const ledger = new Ledger(workstation, input.clerk)
  const earlier = since ? earlierBatches(workstation, input.clerk, since, taken, ledger) : ok([])
  if (!earlier.ok) return earlier
  const open = earlier.value.filter(batch => RESUMABLE.includes(batch.state))
  const waiting = new Set(open.length === 0 ? [] : taken.flatMap(t => waitingIn(ledger, t)))
  const fresh = taken
    .filter(t => t.application.state === 'approved' && !waiting.has(t.application.id))
    .map(t => t.application.id)
  let done = 0
  const total = waiting.size + fresh.length
  const onItem = () => input.onProgress?.(++done, total)
  const end = (stop: AppError | null) =>
    ok({ batches: ledger.batches(), rows: taken.map(t => outcomeOf(t, ledger, stop)) })
  for (const batch of open) {
    const ran = await runBatch(workstation, input, batch.id, ledger, onItem)
    if (!ran.ok) return ran
    if (ran.value.state !== 'done') return end(ran.value.stopReason)
  }
  if (fresh.length === 0 || input.signal?.aborted) return end(null)
  const created = workstation.calls.issuing.createBatch(input.clerk, { applicationIds: fresh })
  if (!created.ok) return created
  const ran = await runBatch(workstation, input, created.value.id, ledger, onItem)
  return ran.ok ? end(ran.value.stopReason) : ran
}

const waitingIn = (ledger: Ledger, taken: TakenRow): readonly string[] =>
  ledger.item(taken.application.id)?.state === 'waiting' ? [taken.application.id] : []
