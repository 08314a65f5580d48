import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { type ImportFault } from '../../../shared/domain/batch.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { faultsOf, retryRow } from '../../stores/import-calls.ts'
import { useImportsStore } from '../../stores/imports.ts'

type Cells = Readonly<Record<string, string>>

/** The faulty rows of an import, page by page. */
function useFaultRows(jobId: () => string) {
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

/** The rows and what has been typed to mend them. Moving to another row loses nothing. */
export function useFaults(jobId: () => string) {
  const store = useImportsStore()
  const { rows, error, load, more } = useFaultRows(jobId)
  const edits = shallowReactive(new Map<number, Cells>())
  const active = ref<number | null>(null)
  const working = ref(false)

  const front = computed(() => rows.value.find(one => one.row === active.value) ?? rows.value[0])
  const cells = computed<Cells>(() => (front.value && edits.get(front.value.row)) ?? front.value?.cells ?? {})

  function edit(heading: string, text: string): void {
    if (front.value) edits.set(front.value.row, { ...cells.value, [heading]: text })
  }
  function restore(): void {
    if (front.value) edits.delete(front.value.row)
  }
  function choose(row: number): void {
    active.value = row
  }
  function next(): void {
    const at = rows.value.findIndex(one => one.row === front.value?.row)
    active.value = (rows.value[at + 1] ?? rows.value[0])?.row ?? null
  }
  /** @returns what is still wrong; null when the row was taken, undefined when it could not be tried */
  async function retry(): Promise<ImportFault | null | undefined> {
    const tried = front.value?.row
    if (tried === undefined || working.value) return undefined
    working.value = true
    const reply = await retryRow(jobId(), tried, cells.value)
    working.value = false
    error.value = reply.ok ? null : reply.error
    if (!reply.ok) return undefined
    const { fault, job } = reply.value
    store.take(job)
    edits.delete(tried)
    if (!fault && front.value?.row === tried) next()
    rows.value = rows.value.flatMap(one => (one.row === tried ? (fault ?? []) : one))
    return fault
  }
  return { rows, choose, front, cells, error, working, load, more, edit, restore, next, retry }
}

export type Faults = ReturnType<typeof useFaults>
