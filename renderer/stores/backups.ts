import { defineStore } from 'pinia'
import { ref } from 'vue'
import { type BackupsView } from '../../shared/contract/backups.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'

/** 备份与恢复演练 */
export const useBackupsStore = defineStore('backups', () => {
  const { value: view, fault, load, forget } = asked<BackupsView>(() => call('backups.view', {}))
  /** Which long work is at which file. */
  const progress = ref<{ readonly work: string; readonly done: number } | null>(null)
  on('administration.changed', ({ what }) => {
    if (what === 'backups' && view.value) void load()
  })
  on('work.progress', ({ work, done }) => {
    // The last word on how far it was may come after the answer that it is over.
    if (progress.value?.work === work) progress.value = { work, done }
  })
  return {
    view,
    fault,
    load,
    forget,
    progress,
    setPlace: async (place: string) => refusalOf(await call('backups.setPlace', { place })),
    async make() {
      progress.value = { work: 'backup', done: 0 }
      const reply = await call('backups.make', {})
      progress.value = null
      return reply
    },
    saveReport: () => call('backups.saveReport', {}),
    async drill(name: string) {
      progress.value = { work: 'drill', done: 0 }
      const reply = await call('backups.drill', { name })
      progress.value = null
      return reply
    },
  }
})
