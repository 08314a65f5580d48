import { defineStore } from 'pinia'
import { reactive, shallowRef } from 'vue'
import { type BatchSeal, type BatchLines, type IssuingQueue } from '../../shared/contract/issuing.ts'
import { type WrittenFile } from '../../shared/contract/files.ts'
import { type Batch, type BatchItem } from '../../shared/domain/batch.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call, on } from '../bridge/index.ts'
import { useWaitingStore } from './waiting.ts'

/** Our default: a screenful and more; the next page comes when the end is near. */
const PAGE = 200

/** Our default: a burst of changes asks once. */
const CALM_MS = 500

/** Batches that the list of what is open looks back on. */
const LOOK_BACK = 50

export type NewBatch =
  { readonly applicationIds: readonly string[] } | { readonly failedIn: string } | { readonly kind?: KindId }

const isOver = (batch: Batch): boolean => batch.state === 'done' || batch.state === 'cancelled'

const queue = (input: { kind?: KindId; after?: string }): Promise<Result<IssuingQueue, AppError>> =>
  call('issuing.queue', { ...input, limit: PAGE })

/** Hears when what waits has changed. @returns how to stop */
function onQueueChange(tell: () => void): () => void {
  const ends = [on('application.changed', tell), on('batch.changed', tell)]
  return () => ends.forEach(end => end())
}

const onPaperChange = (tell: (licenceIds: readonly string[]) => void): (() => void) =>
  on('print.changed', ({ licenceIds }) => tell(licenceIds))

/** What the core last said of each batch, by its id; batches that this window runs; and why a run did not begin or broke off. */
function batchBook() {
  const batches = reactive(new Map<string, Batch>())
  const refusals = reactive(new Map<string, AppError>())
  const running = reactive(new Set<string>())
  return {
    batches,
    refusals,
    running,
    /** A batch that is over never runs again: what says otherwise was said before, and comes late. */
    keep(batch: Batch): void {
      const known = batches.get(batch.id)
      if (!known || !isOver(known) || isOver(batch)) batches.set(batch.id, batch)
    },
    clear(): void {
      batches.clear()
      refusals.clear()
      running.clear()
    },
  }
}

type Book = ReturnType<typeof batchBook>

/** What is asked of the core about batches; what it says of a batch goes into the book. */
const batchCalls = (book: Book) => ({
  /** Ends when the batch ends, is paused, cancelled or stopped; the page need not wait for it. */
  async run(batchId: string, pins: Readonly<Record<string, string>>): Promise<AppError | null> {
    book.refusals.delete(batchId)
    book.running.add(batchId)
    const ended = await call('issuing.run', { batchId, pins })
    book.running.delete(batchId)
    if (ended.ok) book.keep(ended.value)
    else book.refusals.set(batchId, ended.error)
    return ended.ok ? null : ended.error
  },
  async cancel(batchId: string): Promise<AppError | null> {
    const done = await call('issuing.cancel', { batchId })
    if (done.ok) book.keep(done.value)
    return done.ok ? null : done.error
  },
  async create(of: NewBatch): Promise<Result<Batch, AppError>> {
    const input =
      'applicationIds' in of
        ? { applicationIds: [...of.applicationIds] }
        : 'failedIn' in of
          ? of
          : { everything: true as const, ...of }
    const made = await call('issuing.createBatch', input)
    if (made.ok) book.keep(made.value)
    return made
  },
  async lines(
    batchId: string,
    states: readonly BatchItem['state'][],
    after = 0,
  ): Promise<Result<BatchLines, AppError>> {
    const found = await call('issuing.lines', { batchId, states: [...states], after, limit: PAGE })
    if (found.ok) book.keep(found.value.batch)
    return found
  },
  pause: async (batchId: string) => void (await call('issuing.pause', { batchId })),
  seals: (batchId: string): Promise<Result<readonly BatchSeal[], AppError>> =>
    call('issuing.seals', { batchId }),
  sheet: (batchId: string): Promise<Result<WrittenFile, AppError>> =>
    call('issuing.resultSheet', { batchId }),
})

/** 制证: what waits, and the batches of this workstation as the core last told of them. Runs go on whatever the screen shows. */
export const useIssuingStore = defineStore('issuing', () => {
  const waiting = useWaitingStore()
  const book = batchBook()
  const total = shallowRef<number | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let stops: readonly (() => void)[] = []

  async function load(): Promise<void> {
    const found = await call('issuing.list', { limit: LOOK_BACK })
    if (found.ok) for (const batch of found.value) book.keep(batch)
  }
  async function count(): Promise<void> {
    const reply = await call('issuing.queue', { limit: 1 })
    if (!reply.ok) return
    total.value = reply.value.total
    waiting.setCount('issuing', reply.value.total)
  }
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void count(), CALM_MS)
  }
  function told({ batch }: { readonly batch: Batch }): void {
    book.keep(batch)
    soon()
  }
  /** Somebody who may issue has signed in. */
  async function follow(): Promise<void> {
    leave()
    stops = [on('application.changed', soon), on('batch.progress', told), on('batch.changed', told)]
    await Promise.all([load(), count()])
  }
  function leave(): void {
    clearTimeout(timer)
    for (const stop of stops) stop()
    stops = []
    book.clear()
    total.value = null
  }
  const { batches, refusals, running } = book
  const state = { batches, refusals, running, total, isOver, load, follow, leave }
  return { ...state, ...batchCalls(book), queue, onQueueChange, onPaperChange }
})
