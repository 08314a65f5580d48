import { chineseDate, type CivilDate, civilDateOf, type Instant } from '../../shared/kernel/instant.ts'
import { type Locale } from './locale.ts'

const ENGLISH_DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** One civil time for every office: UTC+8, wherever this computer's clock thinks it is. */
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Shanghai' })

/** 2026年3月1日, or 1 Mar 2026: short, for lists. */
export const showDate = (day: CivilDate, locale: Locale): string =>
  locale === 'en' ? ENGLISH_DATE.format(new Date(`${day}T00:00:00Z`)) : chineseDate(day)

/** 2026年3月1日 09:05, or 1 Mar 2026, 09:05; in China's time. */
export function showMoment(at: Instant, locale: Locale): string {
  const day = showDate(civilDateOf(at), locale)
  return `${day}${locale === 'en' ? ', ' : ' '}${CLOCK.format(new Date(at))}`
}

const CLOCK_SECONDS = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Shanghai' })

/** 14:03:22, in China's time. */
export const showClock = (at: Instant): string => CLOCK_SECONDS.format(new Date(at))

export const showNumber = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'zh-CN').format(value)

/** 512 B, 20.0 KB, 3.4 MB: what file managers show. */
export function showBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const inKb = bytes / 1024
  if (inKb < 1024) return `${inKb.toFixed(inKb < 10 ? 1 : 0)} KB`
  return `${(inKb / 1024).toFixed(1).replace('.0', '')} MB`
}

/** 40秒, 3分20秒, 1小时5分: never finer than the estimate can be. */
export function showDuration(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.round(seconds))
  const h = Math.floor(whole / 3600)
  const m = Math.floor((whole % 3600) / 60)
  const s = whole % 60
  const [hour, minute, second] = locale === 'en' ? [' h ', ' min ', ' s'] : ['小时', '分', '秒']
  const text = h > 0 ? `${h}${hour}${m}${minute}` : m > 0 ? `${m}${minute}${s}${second}` : `${s}${second}`
  return text.trim()
}

/** Items in a row: 甲、乙, or A, B. */
export const showList = (items: readonly string[], locale: Locale): string =>
  items.join(locale === 'en' ? ', ' : '、')

/** A name and what is said of it: 状态：有效, or Status: valid. */
export const showPair = (name: string, value: string, locale: Locale): string =>
  `${name}${locale === 'en' ? ': ' : '：'}${value}`

/** Sentences that come without their full stops, one after the other. */
export function showSentences(parts: readonly string[], locale: Locale): string {
  const [stop, between] = locale === 'en' ? ['.', ' '] : ['。', '']
  return parts
    .filter(part => part !== '')
    .map(part => (/[.!?。！？]$/u.test(part) ? part : `${part}${stop}`))
    .join(between)
}

/** A word that begins a button or a line, as English writes it; Chinese stays. */
export const capital = (text: string): string => text.replace(/^\p{Ll}/u, first => first.toUpperCase())
