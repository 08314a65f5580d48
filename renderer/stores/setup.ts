import { defineStore } from 'pinia'
import { reactive, ref, watch } from 'vue'
import { type SetupProgress } from '../../shared/contract/setup.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'
import { useSessionStore } from './session.ts'

export interface OfficeDraft {
  name: string
  code: string
  region: string | null
  level: 'ministry' | 'province' | 'city' | 'county' | null
  workstationId: string
}

const KEY = 'setup-office'
const EMPTY: OfficeDraft = { name: '', code: '', region: null, level: null, workstationId: '' }

/** What was typed of the office and not saved yet: a crash must not lose it. It holds nothing secret. */
function keptDraft(): OfficeDraft {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<string, unknown>>
    const text = (name: string): string =>
      typeof kept[name] === 'string' ? String(kept[name]).slice(0, 500) : ''
    const level = (['ministry', 'province', 'city', 'county'] as const).find(one => one === kept['level'])
    return {
      name: text('name'),
      code: text('code'),
      region: text('region') || null,
      level: level ?? null,
      workstationId: text('workstationId'),
    }
  } catch {
    return { ...EMPTY }
  }
}

/** 设置本机关: how far it is, and what must not be lost while it goes on. */
export const useSetupStore = defineStore('setup', () => {
  const session = useSessionStore()
  const { value: progress, fault, load, forget } = asked<SetupProgress>(() => call('setup.progress', {}))
  /** The recovery secret while it is shown; nowhere kept. */
  const secret = ref<string | null>(null)
  /** An office was made at this window just now: its administrator goes on with the guide. */
  const goesOn = ref(false)
  const office = reactive(keptDraft())
  watch(office, draft => localStorage.setItem(KEY, JSON.stringify(draft)))
  on('administration.changed', () => {
    if (progress.value) void load()
  })

  /** The first administrator, and with him the office's data. */
  async function makeOffice(person: { login: string; name: string; password: string }) {
    const reply = await call('setup.office', person)
    if (!reply.ok) return reply.error
    secret.value = reply.value.recoverySecret
    goesOn.value = true
    session.enter(reply.value.session)
    return null
  }
  return {
    progress,
    fault,
    load,
    secret,
    goesOn,
    office,
    /** Whether anything was typed of the office that is not saved. */
    hasDraft: () => JSON.stringify(office) !== JSON.stringify(EMPTY),
    dropDraft() {
      Object.assign(office, EMPTY)
      localStorage.removeItem(KEY)
    },
    leave() {
      secret.value = null
      forget()
    },
    makeOffice,
    async showSecret(password: string): Promise<AppError | null> {
      const reply = await call('setup.showSecret', { password })
      if (reply.ok) secret.value = reply.value.recoverySecret
      return refusalOf(reply)
    },
    async proveSecret(typed: string): Promise<AppError | null> {
      const error = refusalOf(await call('setup.proveSecret', { typed }))
      if (!error) {
        secret.value = null
        await load()
      }
      return error
    },
  }
})
