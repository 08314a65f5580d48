import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { type BatchLine, type BatchSeal } from '../../../shared/contract/issuing.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { useIssuingStore } from '../../stores/issuing.ts'

/** Our default: while a batch runs its lists are asked for this often at most. */
const CALM_MS = 1_000

const PIN_CODES = ['pin-wrong', 'pin-locked', 'pin-missing']

/** Pages of one sort of lines, read as far as the screen has shown them. */
function useLines(batchId: string, states: readonly BatchLine['state'][]) {
  const store = useIssuingStore()
  const items = shallowRef<readonly BatchLine[] | null>(null)
  const error = shallowRef<AppError | null>(null)
  let cursor: number | null = null
  let asking = 0
  async function load(): Promise<void> {
    const mine = ++asking
    const reply = await store.lines(batchId, states)
    if (mine !== asking) return
    error.value = reply.ok ? null : reply.error
    if (!reply.ok) return
    items.value = reply.value.items
    cursor = reply.value.cursor
  }
  async function more(): Promise<void> {
    if (cursor === null) return
    const mine = asking
    const reply = await store.lines(batchId, states, cursor)
    if (mine !== asking || !reply.ok) return
    items.value = [...(items.value ?? []), ...reply.value.items]
    cursor = reply.value.cursor
  }
  return { items, error, load, more }
}

/** The PINs that a batch asks for. The dialog stays while one is refused, and goes once the batch is under way. */
function usePins(batchId: string) {
  const store = useIssuingStore()
  const seals = shallowRef<readonly BatchSeal[] | null>(null)
  const sealError = shallowRef<AppError | null>(null)
  const asksPin = ref(false)
  async function askPin(): Promise<void> {
    const found = await store.seals(batchId)
    sealError.value = found.ok ? null : found.error
    if (!found.ok) return
    seals.value = found.value
    asksPin.value = true
  }
  async function give(pins: Readonly<Record<string, string>>): Promise<void> {
    const error = await store.run(batchId, pins)
    if (error && PIN_CODES.includes(error.code)) await askPin()
    else asksPin.value = false
  }
  return { seals, sealError, asksPin, askPin, give }
}

/** One batch as its screen shows it: how it stands, what was issued, what failed, and the PINs that it asks for. */
export function useBatch(batchId: string) {
  const store = useIssuingStore()
  const issued = useLines(batchId, ['issued'])
  const failed = useLines(batchId, ['failed'])
  const pins = usePins(batchId)
  let timer: ReturnType<typeof setTimeout> | undefined

  const batch = computed(() => store.batches.get(batchId) ?? null)
  const refusal = computed(() => store.refusals.get(batchId) ?? null)
  const isRunning = computed(() => store.running.has(batchId))
  const settled = computed(() => (batch.value ? batch.value.issued + batch.value.failed : 0))
  const waits = computed(() => (batch.value ? batch.value.total - settled.value : 0))
  const load = () => Promise.all([issued.load(), failed.load()])
  function soon(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      void load()
    }, CALM_MS)
  }
  watch(settled, () => {
    if (isRunning.value) pins.asksPin.value = false
    soon()
  })
  watch(isRunning, runs => !runs && void load())
  const stop = store.onPaperChange(soon)
  onBeforeUnmount(() => {
    clearTimeout(timer)
    stop()
  })
  void load()
  return { batch, refusal, isRunning, waits, issued, failed, load, ...pins }
}
