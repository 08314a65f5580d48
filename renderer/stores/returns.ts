import { defineStore } from 'pinia'
import { computed, reactive, shallowRef } from 'vue'
import { type ReturnReason } from '../../shared/domain/application/application.ts'
import { call } from '../bridge/index.ts'
import { createJotKeeper, whileHere } from './jot/jot-keeper.ts'
import { onLeaving } from './leaving.ts'

/** One reason as it is being written; `field` null when it is about the whole. */
export interface WrittenReason extends ReturnReason {
  readonly key: number
}

const fresh = () =>
  createJotKeeper<readonly ReturnReason[]>(async (applicationId, reasons) => {
    const reply = await call('approval.keepReasons', { applicationId, reasons: [...reasons] })
    return reply.ok ? null : reply.error
  }, whileHere())

/** What is worth keeping: not the empty line that a dialog begins with. */
const sent = (reasons: readonly WrittenReason[]): readonly ReturnReason[] =>
  reasons.filter(one => one.field !== null || one.text !== '').map(({ field, text }) => ({ field, text }))

/** Reasons for a return while they are written: kept with the core, for the approver who writes them alone. */
export const useReturnsStore = defineStore('returns', () => {
  const written = reactive(new Map<string, readonly WrittenReason[]>())
  const keeper = shallowRef(fresh())
  let last = 0
  const of = (applicationId: string): readonly WrittenReason[] => written.get(applicationId) ?? []
  function write(applicationId: string, reasons: readonly WrittenReason[]): void {
    written.set(applicationId, reasons)
    keeper.value.keep(applicationId, sent(reasons))
  }
  onLeaving(() => {
    written.clear()
    keeper.value = fresh()
  })
  return {
    of,
    /** Why the core does not keep what is written, while it does not. */
    error: computed(() => keeper.value.error.value),
    /** Takes over what the core has kept, where nothing is written here. */
    load(applicationId: string, reasons: readonly ReturnReason[]): void {
      if (!written.has(applicationId) && reasons.length > 0)
        written.set(
          applicationId,
          reasons.map(reason => ({ ...reason, key: ++last })),
        )
    },
    add(applicationId: string, field: string | null): void {
      if (field !== null && of(applicationId).some(one => one.field === field)) return
      write(applicationId, [...of(applicationId), { key: ++last, field, text: '' }])
    },
    set(applicationId: string, key: number, change: Partial<ReturnReason>): void {
      write(
        applicationId,
        of(applicationId).map(one => (one.key === key ? { ...one, ...change } : one)),
      )
    },
    remove(applicationId: string, key: number): void {
      write(
        applicationId,
        of(applicationId).filter(one => one.key !== key),
      )
    },
    flush: () => keeper.value.flush(),
    /** The decision is made, and the core has dropped them. */
    forget(applicationId: string): void {
      written.delete(applicationId)
      void keeper.value.drop(applicationId)
    },
  }
})
