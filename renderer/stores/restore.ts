import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call, on } from '../bridge/index.ts'

/** 从备份恢复, on a computer that has no office yet. */
export const useRestoreStore = defineStore('restore', () => {
  /** How many files are checked and copied; null while nothing is being restored. */
  const progress = ref<number | null>(null)
  on('work.progress', ({ work, done }) => {
    // The last word on how far it was may come after the answer that it is over.
    if (work === 'restore' && progress.value !== null) progress.value = done
  })
  return {
    progress,
    backupsAt: (place: string) => call('setup.backupsAt', { place }),
    async restore(input: { place: string; name: string; secret: string; acceptDamagedCopies: boolean }) {
      progress.value = 0
      const reply = await call('setup.restore', input)
      progress.value = null
      return reply
    },
  }
})
