import { computed, type ComputedRef } from 'vue'
import { type LicenceRow } from '../../../shared/contract/register.ts'
import { STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { useWords, type WordsOfPage } from '../../i18n/use-words.ts'
import { useStandardStore } from '../../stores/standard.ts'
import { type Column } from '../../ui/table/columns.ts'

type RegisterColumn = Column<LicenceRow>

/** The licence and its holder. */
const whatColumns = ({ t, wordsIn }: WordsOfPage, kindOf: (row: LicenceRow) => string): RegisterColumn[] => [
  {
    id: 'number',
    label: t('register.number'),
    width: 'minmax(14rem, 1.2fr)',
    text: row => row.number,
    code: true,
    fixed: true,
  },
  {
    id: 'holder',
    label: t('register.holder'),
    width: 'minmax(14rem, 2fr)',
    text: row => row.holderName,
    fixed: true,
  },
  { id: 'kind', label: t('register.kind'), width: 'minmax(10.5rem, 1fr)', text: kindOf },
  { id: 'code', label: t('register.code'), width: '11.5rem', text: row => row.holderCode, code: true },
  {
    id: 'status',
    label: t('register.status'),
    width: '8.5rem',
    text: row => wordsIn(STATUS_WORDS[row.shown]),
  },
]

const whenColumns = ({ t, date }: WordsOfPage): RegisterColumn[] => [
  { id: 'issued', label: t('register.issued'), width: '8.5rem', text: row => date(row.issueDate) },
  {
    id: 'expires',
    label: t('register.expires'),
    width: '8.5rem',
    text: row => (row.validTo ? date(row.validTo) : t('register.longTerm')),
  },
  { id: 'version', label: t('register.version'), width: '4rem', text: row => String(row.version), end: true },
  {
    id: 'origin',
    label: t('register.origin'),
    width: '6rem',
    text: row => t(row.origin === 'stock' ? 'register.originStock' : 'register.originIssued'),
  },
  {
    id: 'identifier',
    label: t('register.identifier'),
    width: 'minmax(22rem, 1fr)',
    text: row => row.identifier ?? '',
    code: true,
  },
]

/** What a row of 证照库 can show. Rows come newest first: no other order is kept for a million of them. */
export function useRegisterColumns(): ComputedRef<readonly RegisterColumn[]> {
  const words = useWords()
  const standard = useStandardStore()
  const kindOf = (row: LicenceRow) => {
    const kind = standard.kind(row.kind)
    return kind ? words.wordsIn(kind.name) : row.kind
  }
  return computed(() => [...whatColumns(words, kindOf), ...whenColumns(words)])
}

/** Shown until a person chooses: what a counter asks for. */
export const FIRST_COLUMNS = ['number', 'holder', 'kind', 'code', 'status', 'expires'] as const
