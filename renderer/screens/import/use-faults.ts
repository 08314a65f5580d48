import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { type ImportFault } from '../../../shared/domain/batch.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { faultsOf, retryRow } from '../../stores/import-calls.ts'
import { useImportsStore } from '../../stores/imports.ts'
import { type Cells, useMendingStore } from '../../stores/jot/mending.ts'
import { useSpotStore } from '../../stores/spot.ts'

/** The faulty rows of an import, page by page. */
function useFaultRows(jobId: () => string) {
  const mending = useMendingStore()
  const rows = shallowRef<readonly ImportFault[]>([])
  const error = shallowRef<AppError | null>(null)
  let busy = false
  let atEnd = false
  async function ask(afterRow: number | null): Promise<void> {
    if (busy) return
    busy = true
    const reply = await faultsOf(jobId(), afterRow)
    busy = false
    error.value = reply.ok ? null : reply.error
    if (!reply.ok) return
    mending.load(jobId(), reply.value)
    rows.value = afterRow === null ? reply.value.faults : [...rows.value, ...reply.value.faults]
    atEnd = reply.value.faults.length === 0
  }
  return {
    rows,
    error,
    load: () => ask(null),
    more: () => (atEnd ? Promise.resolve() : ask(rows.value.at(-1)?.row ?? null)),
  }
}

/** The rows and what has been typed to mend them. Moving to another row, or away, loses nothing. */
export function useFaults(jobId: () => string) {
  const store = useImportsStore()
  const mending = useMendingStore()
  const spot = useSpotStore()
  const { rows, error, load, more } = useFaultRows(jobId)
  /** The row that was in front when the page went away, until the list stands there too. */
  let back = Number(spot.takeBack())
  const active = ref<number | null>(back > 0 ? back : null)
  const working = ref(false)
  onBeforeUnmount(() => void mending.flush())

  const front = computed(() => rows.value.find(one => one.row === active.value) ?? rows.value[0])
  const cells = computed<Cells>(
    () => (front.value && mending.of(jobId(), front.value.row)) ?? front.value?.cells ?? {},
  )

  function edit(heading: string, text: string): void {
    if (front.value) mending.type(jobId(), front.value.row, { ...cells.value, [heading]: text })
  }
  function restore(): void {
    if (front.value) mending.restore(jobId(), front.value.row)
  }
  function choose(row: number): void {
    if (row !== back && rows.value.some(one => one.row === back)) return
    back = 0
    active.value = row
    spot.mark(String(row))
  }
  function next(): void {
    const at = rows.value.findIndex(one => one.row === front.value?.row)
    const row = (rows.value[at + 1] ?? rows.value[0])?.row
    if (row !== undefined) choose(row)
  }
  /** @returns what is still wrong; null when the row was taken, undefined when it could not be tried */
  async function retry(): Promise<ImportFault | null | undefined> {
    const tried = front.value?.row
    if (tried === undefined || working.value) return undefined
    working.value = true
    await mending.flush()
    const sent = cells.value
    const reply = await retryRow(jobId(), tried, sent)
    working.value = false
    error.value = reply.ok ? null : reply.error
    if (!reply.ok) return undefined
    const { fault, job } = reply.value
    store.take(job)
    mending.handedIn(jobId(), tried, sent)
    if (!fault && front.value?.row === tried) next()
    rows.value = rows.value.flatMap(one => (one.row === tried ? (fault ?? []) : one))
    return fault
  }
  const keepError = computed(() => mending.error)
  return { rows, choose, front, cells, error, keepError, working, load, more, edit, restore, next, retry }
}

export type Faults = ReturnType<typeof useFaults>
