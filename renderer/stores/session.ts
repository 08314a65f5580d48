import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { type Place, type SessionView } from '../../shared/contract/session.ts'
import { mayDo, type Permission } from '../../shared/domain/people/permissions.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call, on } from '../bridge/index.ts'

/** Who sits at the window and which office's data lie open, as the core last said. */
export const useSessionStore = defineStore('session', () => {
  const view = shallowRef<SessionView | null>(null)
  /** Why the core did not say. */
  const fault = shallowRef<AppError | null>(null)
  /** Alarms that the person has seen. */
  const seen = ref<readonly string[]>([])

  function take<C extends string>(reply: Result<SessionView, AppError<C>>): AppError<C> | null {
    if (!reply.ok) return reply.error
    view.value = reply.value
    fault.value = null
    return null
  }

  async function load(): Promise<void> {
    const error = take(await call('session.state', {}))
    if (error) fault.value = error
  }

  /** Asks once, and again whenever the core says that something has changed. */
  async function follow(): Promise<void> {
    on('session.changed', () => void load())
    await load()
  }

  const actor = computed(() => view.value?.actor ?? null)

  return {
    view,
    fault,
    actor,
    stage: computed(() => view.value?.stage ?? null),
    alarms: computed(() => (view.value?.alarms ?? []).filter(alarm => !seen.value.includes(alarm.code))),
    load,
    follow,
    /** What an act that opens a session has answered. */
    enter: (next: SessionView) => void (view.value = next),
    may: (permission: Permission) => actor.value !== null && mayDo(actor.value, permission),
    seeAlarm: (code: string) => void (seen.value = [...seen.value, code]),
    signIn: async (who: { login: string; password: string; secret?: string }) =>
      take(await call('session.signIn', who)),
    unlock: async (password: string) => take(await call('session.unlock', { password })),
    lock: async () => take(await call('session.lock', {})),
    signOut: async () => take(await call('session.signOut', {})),
    choosePlace: async (place: Place) => take(await call('session.choosePlace', { place })),
    makeDemo: async () => take(await call('setup.demo', {})),
    changePassword: async (oldPassword: string, newPassword: string) => {
      const reply = await call('session.changePassword', { oldPassword, newPassword })
      return reply.ok ? null : reply.error
    },
    touch: async () => void (await call('session.touch', {})),
  }
})
