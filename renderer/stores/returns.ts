import { defineStore } from 'pinia'
import { reactive } from 'vue'

/** One reason as it is being written; `field` null when it is about the whole. */
export interface WrittenReason {
  readonly key: number
  readonly field: string | null
  readonly text: string
}

/** Reasons for a return while they are written: leaving the application and coming back finds them again. */
export const useReturnsStore = defineStore('returns', () => {
  const written = reactive(new Map<string, readonly WrittenReason[]>())
  let last = 0
  return {
    of: (applicationId: string): readonly WrittenReason[] => written.get(applicationId) ?? [],
    add(applicationId: string, field: string | null): void {
      const before = written.get(applicationId) ?? []
      if (field !== null && before.some(one => one.field === field)) return
      written.set(applicationId, [...before, { key: ++last, field, text: '' }])
    },
    set(applicationId: string, key: number, change: Partial<Omit<WrittenReason, 'key'>>): void {
      const before = written.get(applicationId) ?? []
      written.set(
        applicationId,
        before.map(one => (one.key === key ? { ...one, ...change } : one)),
      )
    },
    remove(applicationId: string, key: number): void {
      written.set(
        applicationId,
        (written.get(applicationId) ?? []).filter(one => one.key !== key),
      )
    },
    forget: (applicationId: string) => void written.delete(applicationId),
  }
})
