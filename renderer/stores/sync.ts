import { defineStore } from 'pinia'
import { type SyncView } from '../../shared/contract/sync.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'

/** 国家库：配对与上报 */
export const useSyncStore = defineStore('sync', () => {
  const { value: view, fault, load, forget } = asked<SyncView>(() => call('sync.view', {}))
  on('sync.changed', () => {
    if (view.value) void load()
  })
  return {
    view,
    fault,
    load,
    forget,
    now: async () => refusalOf(await call('sync.now', {})),
    async seen(cursor: number) {
      const refusal = refusalOf(await call('sync.seen', { cursor }))
      await load()
      return refusal
    },
    pair: async (address: string, code: string) => refusalOf(await call('sync.pair', { address, code })),
    unpair: async () => refusalOf(await call('sync.unpair', {})),
  }
})
