import { computed, type ComputedRef } from 'vue'
import { type JournalRecord } from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useJournalStore } from '../../stores/chains.ts'
import { type Column } from '../../ui/table/columns.ts'
import { actKey, subjectKey } from './act-words.ts'

/** What tells one thing from another in the detail of a record, best first. */
const NAMES = ['receipt', 'number', 'login', 'name', 'fileName', 'file'] as const

/** Ids that name nothing a person knows: there is one of each. */
const ONLY_ONE = ['place', 'window', 'recovery-secret', 'help-bundle', 'damaged']

const nameIn = (detail: unknown): string => {
  if (typeof detail !== 'object' || detail === null) return ''
  const found = NAMES.map(name => (detail as Record<string, unknown>)[name]).find(
    value => typeof value === 'string' && value !== '',
  )
  return typeof found === 'string' ? found : ''
}

export interface RecordWords {
  actOf(record: JournalRecord): string
  subjectOf(record: JournalRecord): string
  readonly columns: ComputedRef<readonly Column<JournalRecord>[]>
}

/** A record of the journal in words. */
export function useRecordWords(): RecordWords {
  const { t, moment, number } = useWords()
  const store = useJournalStore()
  const personOf = (id: string): string => store.people?.find(person => person.id === id)?.name ?? ''
  /** A backup is named by its time. */
  const shownId = (id: string): string =>
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(id) ? moment(id as Instant) : id.slice(0, 24)
  const actOf = (record: JournalRecord): string => {
    const key = actKey(record.action)
    return key ? t(key) : record.action
  }
  const subjectOf = (record: JournalRecord): string => {
    const key = subjectKey(record.subjectType)
    const person = record.subjectType === 'user' ? personOf(record.subjectId) : ''
    const id = ONLY_ONE.includes(record.subjectId) ? '' : shownId(record.subjectId)
    return `${key ? t(key) : record.subjectType} ${person || nameIn(record.detail) || id}`.trim()
  }
  const columns = computed<readonly Column<JournalRecord>[]>(() => [
    {
      id: 'seq',
      label: t('journal.seq'),
      width: '4.5rem',
      text: row => number(row.seq),
      code: true,
      end: true,
    },
    { id: 'at', label: t('journal.at'), width: '11.5rem', text: row => moment(row.at) },
    { id: 'who', label: t('journal.who'), width: '7.5rem', text: row => row.actorName },
    { id: 'what', label: t('journal.what'), width: 'minmax(9rem, 1fr)', text: actOf, fixed: true },
    { id: 'subject', label: t('journal.subject'), width: 'minmax(10rem, 1.4fr)', text: subjectOf },
  ])
  return { actOf, subjectOf, columns }
}
