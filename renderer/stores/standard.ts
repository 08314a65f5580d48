import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { type KindView, type StandardView } from '../../shared/contract/standard.ts'
import { createRegions, type Regions } from '../../shared/domain/codes/region.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { call, on } from '../bridge/index.ts'

/** The standard pack in force: what forms, lists and labels are made from. Asked for once, and again after a new pack. */
export const useStandardStore = defineStore('standard', () => {
  const view = shallowRef<StandardView | null>(null)
  const fault = shallowRef<AppError | null>(null)
  let asked: Promise<void> | undefined

  async function ask(): Promise<void> {
    const reply = await call('standard.view', {})
    if (reply.ok) view.value = reply.value
    fault.value = reply.ok ? null : reply.error
    if (!reply.ok) asked = undefined
  }
  /** Asks unless it has been asked already. */
  const load = (): Promise<void> => (asked ??= ask())
  on('administration.changed', ({ what }) => {
    if (what === 'office' && view.value) asked = ask()
  })

  const kinds = computed<ReadonlyMap<KindId, KindView>>(
    () => new Map((view.value?.kinds ?? []).map(kind => [kind.id, kind])),
  )
  return {
    view,
    fault,
    load,
    kind: (id: KindId): KindView | undefined => kinds.value.get(id),
    regions: computed<Regions | undefined>(
      () => (view.value && createRegions(view.value.regions)) || undefined,
    ),
  }
})
