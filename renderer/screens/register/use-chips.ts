import { computed, type ComputedRef } from 'vue'
import { STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { parseCivilDate } from '../../../shared/kernel/instant.ts'
import { useWords } from '../../i18n/use-words.ts'
import { type MessageKey } from '../../i18n/messages.ts'
import { type RegisterFilters, useRegisterStore } from '../../stores/register.ts'
import { useStandardStore } from '../../stores/standard.ts'

export interface Chip {
  readonly id: keyof RegisterFilters
  readonly name: string
  readonly value: string
}

const DAYS = [
  ['issuedFrom', 'register.issuedFrom'],
  ['issuedTo', 'register.issuedTo'],
  ['expiresFrom', 'register.expiresFrom'],
  ['expiresTo', 'register.expiresTo'],
] as const satisfies readonly (readonly [keyof RegisterFilters, MessageKey])[]

/** Filters in force, as words that can be read aloud. */
export function useChips(): ComputedRef<readonly Chip[]> {
  const { t, wordsIn, date } = useWords()
  const { filters } = useRegisterStore()
  const standard = useStandardStore()
  return computed(() => {
    const kind = filters.kind && standard.kind(filters.kind)
    const days = DAYS.flatMap(([id, name]): Chip[] => {
      const day = parseCivilDate(filters[id] ?? '')
      return day ? [{ id, name: t(name), value: date(day) }] : []
    })
    return [
      ...(kind ? [{ id: 'kind' as const, name: t('register.kind'), value: wordsIn(kind.name) }] : []),
      ...(filters.status
        ? [
            {
              id: 'status' as const,
              name: t('register.status'),
              value: wordsIn(STATUS_WORDS[filters.status]),
            },
          ]
        : []),
      ...days,
    ]
  })
}
