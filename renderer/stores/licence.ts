import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { type DocumentLink } from '../../shared/contract/files.ts'
import { type LicenceStory } from '../../shared/contract/register.ts'
import { type StatusEvent } from '../../shared/domain/office.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call, on } from '../bridge/index.ts'
import { onLeaving } from './leaving.ts'

export interface Decision {
  readonly licenceId: string
  readonly event: StatusEvent
  readonly reason: string
  readonly decisionNumber: string
}

/** The sealed electronic copy of a version; the core writes down that it was taken out. */
export const copyOf = (licenceId: string): Promise<Result<DocumentLink, AppError>> =>
  call('register.copyOf', { licenceId })

/** @returns why the act was not done */
export async function decide(decision: Decision): Promise<AppError | null> {
  const reply = await call('register.changeStatus', decision)
  return reply.ok ? null : reply.error
}

/** The licence that lies open: its story as the core last told it, masked unless it was asked for in full. */
export const useLicenceStore = defineStore('licence', () => {
  const key = ref('')
  const story = shallowRef<LicenceStory | null>(null)
  const error = shallowRef<AppError | null>(null)

  async function load(): Promise<void> {
    const mine = key.value
    if (mine === '') return
    const reply = await call('register.show', { key: mine })
    if (mine !== key.value) return
    error.value = reply.ok ? null : reply.error
    story.value = reply.ok ? reply.value : null
  }
  function open(next: string): Promise<void> {
    if (key.value !== next) story.value = null
    key.value = next
    error.value = null
    return load()
  }
  /** In full, until another licence is opened or this one changes. */
  async function reveal(purpose: string): Promise<AppError | null> {
    const mine = key.value
    const reply = await call('register.reveal', { key: mine, purpose })
    if (!reply.ok) return reply.error
    if (mine === key.value) story.value = reply.value
    return null
  }
  function close(): void {
    key.value = ''
    story.value = null
    error.value = null
  }
  const isOpen = (id: string) => story.value?.versions.some(version => version.licence.id === id) ?? false

  on('licence.changed', ({ id }) => isOpen(id) && void load())
  on('print.changed', ({ licenceIds }) => licenceIds.some(isOpen) && void load())

  onLeaving(close)

  return {
    key,
    story,
    error,
    open,
    load,
    reveal,
    hide: load,
    close,
  }
})
