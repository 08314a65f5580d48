import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { type BlockAudit, type BlockLine } from '../../shared/contract/blocks.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'
import { withUpload } from './uploads.ts'

/** 号段 */
export const useBlocksStore = defineStore('blocks', () => {
  const {
    value: rows,
    fault,
    load,
    forget: forgetRows,
  } = asked<readonly BlockLine[]>(() => call('blocks.list', {}))
  const report = shallowRef<BlockAudit | null>(null)
  on('administration.changed', ({ what }) => {
    if (what === 'blocks' && rows.value) void load()
  })
  on('licence.changed', () => {
    if (rows.value) void load()
  })
  return {
    rows,
    fault,
    load,
    forget(): void {
      forgetRows()
      report.value = null
    },
    importBlock: (file: File) => withUpload(file, id => call('blocks.import', { upload: id })),
    release: async (blockIds: readonly string[], reason: string) =>
      refusalOf(await call('blocks.release', { blockIds: [...blockIds], reason })),
    /** What the last audit found; null before one. */
    report,
    audit: async () => {
      const reply = await call('blocks.audit', {})
      if (reply.ok) report.value = reply.value
      return refusalOf(reply)
    },
  }
})
