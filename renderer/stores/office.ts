import { defineStore } from 'pinia'
import { type HealthView, type OfficeView } from '../../shared/contract/office.ts'
import { type Office } from '../../shared/domain/office.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'
import { withUpload } from './uploads.ts'

export type OfficeFacts = Omit<Office, 'specimen'>

/** 本机关: who it is, whom it trusts, and what an administrator sets for all of its windows. */
export const useOfficeStore = defineStore('office', () => {
  const { value: view, fault, load, forget: forgetView } = asked<OfficeView>(() => call('office.view', {}))
  const health = asked<HealthView>(() => call('office.health', { whole: true }))
  on('administration.changed', ({ what }) => {
    if (what === 'office' && view.value) void load()
  })
  return {
    view,
    fault,
    load,
    forget(): void {
      forgetView()
      health.forget()
    },
    health: health.value,
    healthFault: health.fault,
    look: health.load,
    setUp: (office: OfficeFacts) => call('office.setUp', { office, trustAnchors: [] }),
    addRoots: async (file: File) =>
      refusalOf(await withUpload(file, id => call('office.addRoots', { upload: id }))),
    removeRoot: async (fingerprint: string, reason: string) =>
      refusalOf(await call('office.removeRoot', { fingerprint, reason })),
    setEmblem: async (file: File) =>
      refusalOf(await withUpload(file, picture => call('office.setEmblem', { picture }))),
    importPack: (file: File) => withUpload(file, id => call('office.importStandardPack', { upload: id })),
    confirmClock: (reason: string) => call('office.confirmClock', { reason }),
    setIdleLock: async (minutes: number) => refusalOf(await call('office.setIdleLock', { minutes })),
    helpBundle: () => call('office.helpBundle', {}),
  }
})
