import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { type IssuingQueue, type QueueRow } from '../../../shared/contract/issuing.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { useIssuingStore } from '../../stores/issuing.ts'

/** Our default: a burst of changes asks once. */
const CALM_MS = 500

/** The queue of approved applications as the screen shows it: of one kind or all, page by page, anew when it changes. */
export function useQueue() {
  const store = useIssuingStore()
  const kind = ref<KindId | null>(null)
  const rows = shallowRef<readonly QueueRow[] | null>(null)
  const kinds = shallowRef<IssuingQueue['kinds']>([])
  const total = ref(0)
  const error = shallowRef<AppError | null>(null)
  let cursor: string | null = null
  let asking = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = (after?: string) =>
    store.queue({
      ...(kind.value === null ? {} : { kind: kind.value }),
      ...(after === undefined ? {} : { after }),
    })
  async function load(): Promise<void> {
    const mine = ++asking
    const reply = await ask()
    if (mine !== asking) return
    error.value = reply.ok ? null : reply.error
    if (!reply.ok) return
    rows.value = reply.value.items
    kinds.value = reply.value.kinds
    total.value = reply.value.total
    cursor = reply.value.cursor
  }
  async function more(): Promise<void> {
    if (cursor === null || rows.value === null) return
    const mine = asking
    const reply = await ask(cursor)
    if (mine !== asking || !reply.ok) return
    rows.value = [...rows.value, ...reply.value.items]
    cursor = reply.value.cursor
  }
  watch(kind, () => void load(), { immediate: true })
  const stop = store.onQueueChange(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), CALM_MS)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    stop()
  })
  const waiting = computed(() =>
    kind.value === null ? total.value : (kinds.value.find(one => one.kind === kind.value)?.count ?? 0),
  )
  return { kind, rows, kinds, total, waiting, error, load, more }
}
