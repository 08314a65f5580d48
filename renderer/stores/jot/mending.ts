import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { type ImportResult } from '../../../shared/contract/imports.ts'
import { call } from '../../bridge/index.ts'
import { onLeaving } from '../leaving.ts'
import { createJotKeeper, whileHere } from './jot-keeper.ts'

export type Cells = Readonly<Record<string, string>>

const keyOf = (jobId: string, row: number): string => `${jobId} ${row}`

/** `null` goes back to the row as the file has it. */
const fresh = () =>
  createJotKeeper<Cells | null>(async (key, cells) => {
    const [jobId = '', row] = key.split(' ')
    const reply = await call('imports.keepMended', { jobId, row: Number(row), cells })
    return reply.ok ? null : reply.error
  }, whileHere())

/** Faulty rows of imports as they are being mended: kept with the core while they are typed, found again after anything. */
export const useMendingStore = defineStore('mending', () => {
  const edits = shallowReactive(new Map<string, Cells>())
  const keeper = shallowRef(fresh())
  onLeaving(() => {
    edits.clear()
    keeper.value = fresh()
  })
  return {
    /** Why the core does not keep what is typed, while it does not. */
    error: computed(() => keeper.value.error.value),
    of: (jobId: string, row: number): Cells | undefined => edits.get(keyOf(jobId, row)),
    /** Takes over what the core has kept, but not over what is typed here. */
    load(jobId: string, { mended }: ImportResult): void {
      for (const [row, cells] of Object.entries(mended)) {
        const key = keyOf(jobId, Number(row))
        if (!keeper.value.has(key)) edits.set(key, cells)
      }
    },
    type(jobId: string, row: number, cells: Cells): void {
      edits.set(keyOf(jobId, row), cells)
      keeper.value.keep(keyOf(jobId, row), cells)
    },
    restore(jobId: string, row: number): void {
      edits.delete(keyOf(jobId, row))
      keeper.value.keep(keyOf(jobId, row), null)
    },
    /** The core has the row now as it was handed in; what was typed since stays. */
    handedIn(jobId: string, row: number, cells: Cells): void {
      const key = keyOf(jobId, row)
      const typed = edits.get(key)
      if (typed !== undefined && typed !== cells) return
      edits.delete(key)
      void keeper.value.drop(key)
    },
    flush: () => keeper.value.flush(),
  }
})
