import { computed, type ComputedRef } from 'vue'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { EVENT_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { capital } from '../../i18n/format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { type Column } from '../table/columns.ts'
import { STATE_KEYS } from './state-words.ts'

const textOf = (row: Application, id: string): string => {
  const value = row.values[id]
  return typeof value === 'string' ? value : ''
}

/** The columns of every list of applications: whose, what, in which state, since when, taken in by whom. */
export function useApplicationColumns(
  nameOf: (kind: KindId) => Words | undefined,
): ComputedRef<readonly Column<Application>[]> {
  const { t, wordsIn, moment } = useWords()
  const eventOf = (row: Application) => capital(wordsIn(EVENT_WORDS[row.event]))
  return computed(() => [
    {
      id: 'holder',
      label: t('counter.holder'),
      width: 'minmax(12rem, 2fr)',
      text: row => textOf(row, 'holderName') || t('counter.noName'),
      fixed: true,
    },
    {
      id: 'code',
      label: t('counter.holderCode'),
      width: '10.75rem',
      text: row => textOf(row, 'holderCode'),
      code: true,
    },
    {
      id: 'kind',
      label: t('counter.kind'),
      width: 'minmax(10rem, 1fr)',
      text: row => {
        const name = nameOf(row.kind)
        return name ? wordsIn(name) : row.kind
      },
    },
    { id: 'event', label: t('counter.event'), width: '6.5rem', text: eventOf },
    { id: 'state', label: t('counter.state'), width: '7rem', text: row => t(STATE_KEYS[row.state]) },
    {
      id: 'since',
      label: t('counter.since'),
      width: '10.5rem',
      text: row => moment(row.updatedAt),
      sortKey: row => row.updatedAt,
    },
    { id: 'maker', label: t('counter.maker'), width: '6.5rem', text: row => row.makerName },
    {
      id: 'receipt',
      label: t('counter.receipt'),
      width: '14.25rem',
      text: row => row.receiptNumber,
      code: true,
    },
  ])
}
