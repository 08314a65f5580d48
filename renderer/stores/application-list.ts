import { computed, onBeforeUnmount, shallowRef, watch } from 'vue'
import { type Application } from '../../shared/domain/application/application.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { PAGE, type QueueQuery, useApplicationsStore } from './applications.ts'

/** Our default: a burst of changes (an import, a clerk who types) asks once. */
const CALM_MS = 500

/** A list of applications as a screen shows it: page by page, and anew when one of them changes. */
export function useApplicationList(query: () => QueueQuery) {
  const applications = useApplicationsStore()
  const items = shallowRef<readonly Application[] | null>(null)
  const error = shallowRef<AppError | null>(null)
  const cursor = shallowRef<string | null>(null)
  let asking = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    const mine = ++asking
    const pages = Math.max(1, Math.ceil((items.value?.length ?? 0) / PAGE))
    const found: Application[] = []
    let after: string | undefined
    for (let page = 0; page < pages; page++) {
      const reply = await applications.list(query(), after)
      if (mine !== asking) return
      error.value = reply.ok ? null : reply.error
      if (!reply.ok) return
      found.push(...reply.value.items)
      cursor.value = reply.value.cursor
      if (cursor.value === null) break
      after = cursor.value
    }
    items.value = found
  }
  async function more(): Promise<void> {
    if (cursor.value === null) return
    const mine = asking
    const reply = await applications.list(query(), cursor.value)
    if (mine !== asking || !reply.ok) return
    items.value = [...(items.value ?? []), ...reply.value.items]
    cursor.value = reply.value.cursor
  }
  watch(
    () => JSON.stringify(query()),
    () => {
      items.value = null
      void load()
    },
    { immediate: true },
  )
  const stop = applications.onChange(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), CALM_MS)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    stop()
  })
  return { items, error, hasMore: computed(() => cursor.value !== null), load, more }
}
