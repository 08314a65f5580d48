import { defineStore } from 'pinia'
import { reactive, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { type ChainPage, type ChainReport, type WaitingSorts } from '../../shared/contract/chains.ts'
import { type JournalRecord, type OutboxRecord, type OutboxType } from '../../shared/domain/sync/chain.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type CivilDate } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call } from '../bridge/index.ts'
import { asked, refusalOf } from './asked.ts'

const PAGE = 100

interface Window<Rec> {
  readonly records: ShallowRef<readonly Rec[] | null>
  readonly total: Ref<number>
  readonly next: Ref<number | null>
  readonly fault: ShallowRef<AppError | null>
  load(): Promise<void>
  more(): Promise<void>
  forget(): void
}

/** Pages of a chain, newest first, one behind the other. A new search begins anew; a late answer is not taken. */
function paged<Rec>(
  ask: (before: { beforeSeq?: number }) => Promise<Result<ChainPage<Rec>, AppError>>,
): Window<Rec> {
  const records = shallowRef<readonly Rec[] | null>(null)
  const total = ref(0)
  const next = ref<number | null>(null)
  const fault = shallowRef<AppError | null>(null)
  let asking = 0
  let isMore = false
  async function page(before: number | null): Promise<void> {
    const mine = ++asking
    const reply = await ask(before === null ? {} : { beforeSeq: before })
    if (mine !== asking) return
    fault.value = refusalOf(reply)
    if (!reply.ok) return
    records.value = before === null ? reply.value.records : [...(records.value ?? []), ...reply.value.records]
    total.value = reply.value.total
    next.value = reply.value.next
  }
  return {
    records,
    total,
    next,
    fault,
    load: () => page(null),
    async more() {
      if (next.value === null || isMore) return
      isMore = true
      await page(next.value)
      isMore = false
    },
    forget() {
      asking++
      records.value = null
      fault.value = null
    },
  }
}

/** 上报队列 */
export const useOutboxStore = defineStore('outbox', () => {
  const search = reactive<{ type: OutboxType | null; subject: string | null }>({ type: null, subject: null })
  const pages = paged<OutboxRecord>(before =>
    call('chains.outbox', {
      ...before,
      limit: PAGE,
      ...(search.type === null ? {} : { type: search.type }),
      ...(search.subject === null ? {} : { subject: search.subject }),
    }),
  )
  const sorts = asked<WaitingSorts>(() => call('chains.waitingSorts', {}))
  const report = shallowRef<ChainReport | null>(null)
  return {
    ...pages,
    search,
    forget(): void {
      pages.forget()
      sorts.forget()
      report.value = null
      Object.assign(search, { type: null, subject: null })
    },
    sorts: sorts.value,
    sortsFault: sorts.fault,
    loadSorts: sorts.load,
    report,
    check: async () => {
      const reply = await call('chains.checkOutbox', {})
      if (reply.ok) report.value = reply.value
      return refusalOf(reply)
    },
  }
})

/** 日志 */
export const useJournalStore = defineStore('journal', () => {
  const search = reactive<{
    actorId: string | null
    subject: string | null
    from: CivilDate | null
    to: CivilDate | null
  }>({ actorId: null, subject: null, from: null, to: null })
  const pages = paged<JournalRecord>(before =>
    call('chains.journal', {
      ...before,
      limit: PAGE,
      ...(search.actorId === null ? {} : { actorId: search.actorId }),
      ...(search.subject === null ? {} : { subject: search.subject }),
      ...(search.from === null ? {} : { from: search.from }),
      ...(search.to === null ? {} : { to: search.to }),
    }),
  )
  const people = asked<readonly { readonly id: string; readonly name: string }[]>(() =>
    call('chains.people', {}),
  )
  const report = shallowRef<ChainReport | null>(null)
  return {
    ...pages,
    search,
    forget(): void {
      pages.forget()
      people.forget()
      report.value = null
      Object.assign(search, { actorId: null, subject: null, from: null, to: null })
    },
    people: people.value,
    loadPeople: people.load,
    report,
    check: async () => {
      const reply = await call('chains.checkJournal', {})
      if (reply.ok) report.value = reply.value
      return refusalOf(reply)
    },
  }
})
