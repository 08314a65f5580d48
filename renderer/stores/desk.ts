import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { type HealthView } from '../../shared/contract/office.ts'
import { type Desk } from '../../shared/contract/register.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { call, on } from '../bridge/index.ts'
import { useWaitingStore } from './waiting.ts'

/** Our default: a clerk who types saves four times a second; the desk is asked when he pauses. */
const CALM_MS = 2_000

/** What waits and what runs out, as the core last said; the figures on the left side come from here. */
export const useDeskStore = defineStore('desk', () => {
  const waiting = useWaitingStore()
  const desk = shallowRef<Desk | null>(null)
  const health = shallowRef<HealthView | null>(null)
  const fault = shallowRef<AppError | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let stops: readonly (() => void)[] = []

  async function load(): Promise<void> {
    const reply = await call('register.desk', {})
    fault.value = reply.ok ? null : reply.error
    if (!reply.ok) return
    desk.value = reply.value
    waiting.setCount('intake', reply.value.mine.draft + reply.value.mine.returned)
    waiting.setCount('approval', reply.value.toDecide)
  }
  async function look(): Promise<void> {
    const reply = await call('office.health', { whole: false })
    if (reply.ok) health.value = reply.value
  }
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), CALM_MS)
  }
  /** Somebody has signed in: asks now, and again when something has changed. */
  function follow(): Promise<void> {
    leave()
    stops = [
      on('application.changed', soon),
      on('licence.changed', soon),
      on('print.changed', soon),
      on('batch.changed', soon),
      on('administration.changed', soon),
    ]
    return load()
  }
  function leave(): void {
    clearTimeout(timer)
    for (const stop of stops) stop()
    stops = []
    desk.value = null
    health.value = null
  }
  return { desk, health, fault, load, look, follow, leave }
})
