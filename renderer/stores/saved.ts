import { defineStore } from 'pinia'
import { ref } from 'vue'
import { on } from '../bridge/index.ts'

export interface SavedDocument {
  readonly fileName: string
  readonly folder: string
}

/** The document that the host has put where the person keeps files, as it told us. */
export const useSavedStore = defineStore('saved', () => {
  const last = ref<SavedDocument | null>(null)
  on('document.saved', document => (last.value = document))
  return { last }
})
