import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef } from 'vue'
import { type WrittenFile } from '../../shared/contract/files.ts'
import { type FoundTyped, type LicenceRow } from '../../shared/contract/register.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { type ShownStatus } from '../../shared/domain/licence/licence.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { parseCivilDate } from '../../shared/kernel/instant.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call, on, type CallInput } from '../bridge/index.ts'
import { createLatest } from './latest.ts'
import { onLeaving } from './leaving.ts'

/** More than a list draws at once, so that only rows in sight are drawn; few enough to be there before the next key. */
const PAGE = 220
const MOST = 500

export interface RegisterFilters {
  text: string
  kind: KindId | null
  status: ShownStatus | null
  issuedFrom: string | null
  issuedTo: string | null
  expiresFrom: string | null
  expiresTo: string | null
}

export const NO_FILTERS: Readonly<RegisterFilters> = {
  text: '',
  kind: null,
  status: null,
  issuedFrom: null,
  issuedTo: null,
  expiresFrom: null,
  expiresTo: null,
}

type Restriction = CallInput<'register.export'>

/** What the core is asked for: a day that is none yet does not restrict, and one sign alone is no search. */
function restrictionOf(filters: Readonly<RegisterFilters>): Restriction {
  const text = filters.text.trim()
  const days = (['issuedFrom', 'issuedTo', 'expiresFrom', 'expiresTo'] as const).flatMap(name => {
    const day = parseCivilDate(filters[name] ?? '')
    return day ? [[name, day] as const] : []
  })
  return {
    ...([...text].length > 1 ? { text } : {}),
    ...(filters.kind ? { kind: filters.kind } : {}),
    ...(filters.status ? { status: filters.status } : {}),
    ...Object.fromEntries(days),
  }
}

const wantedOf = (filters: Readonly<RegisterFilters>): string => JSON.stringify(restrictionOf(filters))

const ask = (question: string, limit: number, after?: string) =>
  call('register.search', {
    ...(JSON.parse(question) as Restriction),
    limit,
    ...(after === undefined ? {} : { after }),
  })

/** Our default: a list that is read must not move under the eyes, while hundreds come in. */
const CALM_MS = 1_500

/** Tells, at most every so often, that imports or batches have brought licences. */
function onNewLicences(tell: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      tell()
    }, CALM_MS)
  }
  on('import.progress', ({ job }) => job.purpose === 'stock' && soon())
  on('batch.progress', ({ item }) => item.state === 'issued' && soon())
}

/** The one licence that a text names, or what else to look for. */
export const findTyped = (text: string): Promise<Result<FoundTyped, AppError>> =>
  call('register.find', { text })

/** Writes what the filters find to a sheet. */
export const exportFound = (
  filters: Readonly<RegisterFilters>,
): Promise<Result<WrittenFile & { readonly rows: number }, AppError>> =>
  call('register.export', restrictionOf(filters))

/** 证照库 as the core last answered; what is typed and chosen stays while the person is elsewhere. */
export const useRegisterStore = defineStore('register', () => {
  const filters = reactive<RegisterFilters>({ ...NO_FILTERS })
  const rows = shallowRef<readonly LicenceRow[]>([])
  const error = shallowRef<AppError | null>(null)
  /** The question that the rows answer; null before the first answer. */
  const asked = ref<string | null>(null)
  const cursor = ref<string | null>(null)
  let growing = false
  let limit = PAGE
  const wanted = () => wantedOf(filters)
  const latest = createLatest({
    wanted,
    ask: question => ask(question, limit),
    take(reply, question) {
      error.value = reply.ok ? null : reply.error
      rows.value = reply.ok ? reply.value.items : []
      cursor.value = reply.ok ? reply.value.cursor : null
      asked.value = question
    },
  })
  /** Asks at once; with `atLeast` as many rows as were there before. */
  function search(atLeast = PAGE): Promise<void> {
    limit = Math.max(PAGE, Math.min(MOST, atLeast))
    return latest.ask()
  }
  /** The next page, where there is one. */
  async function more(): Promise<void> {
    const question = wanted()
    if (growing || latest.isAsking() || cursor.value === null || asked.value !== question) return
    growing = true
    const after = cursor.value
    const reply = await ask(question, PAGE, after)
    growing = false
    if (question !== wanted() || after !== cursor.value) return
    if (!reply.ok) return void (error.value = reply.error)
    rows.value = [...rows.value, ...reply.value.items]
    cursor.value = reply.value.cursor
  }
  const again = () => void (asked.value !== null && search(rows.value.length))
  on('licence.changed', again)
  onNewLicences(again)
  onLeaving(() => {
    Object.assign(filters, NO_FILTERS)
    rows.value = []
    cursor.value = asked.value = null
  })

  const settled = computed(() => asked.value === wanted())
  const hasMore = computed(() => cursor.value !== null)
  const clear = () => void Object.assign(filters, NO_FILTERS, { text: filters.text })
  return { filters, rows, error, settled, hasMore, search, more, clear }
})
