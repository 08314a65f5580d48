import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { type SealLine } from '../../shared/contract/seals.ts'
import { type SealPurpose } from '../../shared/domain/kinds/kind.ts'
import { type Seal, type SealUse } from '../../shared/domain/seal/seal.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { call, on } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'
import { upload, withUpload } from './uploads.ts'

export interface NewSeal {
  readonly name: string
  readonly purpose: SealPurpose
  readonly container: File
  readonly pin: string
  readonly picture: File | null
}

const PAGE = 100

async function importSeal(seal: NewSeal): Promise<AppError | null> {
  const { name, purpose, pin } = seal
  const container = await upload(seal.container)
  if (!container.ok) return container.error
  const picture = seal.picture ? await upload(seal.picture) : null
  if (picture && !picture.ok) return picture.error
  const files = { container: container.value, ...(picture ? { picture: picture.value } : {}) }
  const reply = await call('seals.import', { name, purpose, pin, ...files })
  if (picture) void call('files.drop', { id: picture.value })
  return refusalOf(reply)
}

/** 用印日志, page by page as one scrolls down. */
function useLog() {
  const uses = shallowRef<readonly SealUse[] | null>(null)
  const usesFault = shallowRef<AppError | null>(null)
  const next = ref<number | null>(null)
  let asking = 0

  async function page(sealId: string | null, beforeSeq: number | null): Promise<void> {
    const mine = ++asking
    const reply = await call('seals.uses', {
      limit: PAGE,
      ...(sealId === null ? {} : { sealId }),
      ...(beforeSeq === null ? {} : { beforeSeq }),
    })
    if (mine !== asking) return
    usesFault.value = refusalOf(reply)
    if (!reply.ok) return
    uses.value = beforeSeq === null ? reply.value.uses : [...(uses.value ?? []), ...reply.value.uses]
    next.value = reply.value.next
  }
  return {
    uses,
    usesFault,
    forget(): void {
      asking++
      uses.value = null
      next.value = null
    },
    loadUses: (sealId: string | null) => page(sealId, null),
    moreUses: async (sealId: string | null) => {
      if (next.value !== null) await page(sealId, next.value)
    },
  }
}

/** 印章与用印 */
export const useSealsStore = defineStore('seals', () => {
  const {
    value: rows,
    fault,
    load,
    forget: forgetRows,
  } = asked<readonly SealLine[]>(() => call('seals.list', {}))
  on('administration.changed', ({ what }) => {
    if (what === 'seals' && rows.value) void load()
  })
  const log = useLog()
  return {
    rows,
    fault,
    load,
    forget(): void {
      forgetRows()
      log.forget()
    },
    importSeal,
    setState: async (sealId: string, state: Seal['state'], reason: string) =>
      refusalOf(await call('seals.setState', { sealId, state, reason })),
    unlockPin: async (sealId: string, reason: string) =>
      refusalOf(await call('seals.unlockPin', { sealId, reason })),
    setPicture: async (sealId: string, file: File) =>
      refusalOf(await withUpload(file, picture => call('seals.setPicture', { sealId, picture }))),
    pictureOf: async (sealId: string): Promise<string | null> => {
      const reply = await call('seals.picture', { sealId })
      return reply.ok ? (reply.value?.url ?? null) : null
    },
    uses: log.uses,
    usesFault: log.usesFault,
    loadUses: log.loadUses,
    moreUses: log.moreUses,
  }
})
