import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type CivilDate, type Instant } from '../../shared/kernel/instant.ts'
import { type Words } from '../../shared/kernel/words.ts'
import {
  showBytes,
  showClock,
  showDate,
  showDuration,
  showList,
  showMoment,
  showNumber,
  showPair,
  showSentences,
} from './format.ts'
import { isLocale, type Locale } from './locale.ts'
import { type MessageKey } from './messages.ts'

export type Params = Readonly<Record<string, string | number>>

export interface WordsOfPage {
  readonly locale: ComputedRef<Locale>
  setLocale(locale: Locale): void
  /** A message of the page. A key that is not there does not compile. */
  t(key: MessageKey, params?: Params): string
  /** A text that comes from the core with both languages. */
  wordsIn(words: Words): string
  date(day: CivilDate): string
  moment(at: Instant): string
  /** The time of day, to the second. */
  clock(at: Instant): string
  number(value: number): string
  bytes(value: number): string
  /** Seconds as people say them. */
  duration(seconds: number): string
  /** Items in a row, with the language's own comma. */
  list(items: readonly string[]): string
  /** A name and what is said of it, with the language's own colon. */
  pair(name: string, value: string): string
  /** One sentence after the other, each with its full stop. */
  sentences(...parts: readonly string[]): string
}

/** Words, dates and figures in the language of the page; to be called in `setup`. */
export function useWords(): WordsOfPage {
  const i18n = useI18n({ useScope: 'global' })
  const locale = computed<Locale>(() => (isLocale(i18n.locale.value) ? i18n.locale.value : 'zh-CN'))
  return {
    locale,
    setLocale: next => void (i18n.locale.value = next),
    t: (key, params) => i18n.t(key, params ?? {}),
    wordsIn: words => (locale.value === 'en' ? words.en : words.zh),
    date: day => showDate(day, locale.value),
    clock: showClock,
    moment: at => showMoment(at, locale.value),
    number: value => showNumber(value, locale.value),
    bytes: value => showBytes(value),
    duration: seconds => showDuration(seconds, locale.value),
    list: items => showList(items, locale.value),
    pair: (name, value) => showPair(name, value, locale.value),
    sentences: (...parts) => showSentences(parts, locale.value),
  }
}
