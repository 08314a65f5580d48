import { type CivilDate } from '../../kernel/instant.ts'

const DIGITS = '〇一二三四五六七八九'

const digit = (n: number): string => DIGITS[n] ?? ''

/** A whole number from 0 to 99 as it is read: 十, 十一, 二十三. */
function upToHundred(n: number): string {
  if (n < 10) return digit(n)
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens === 1 ? '' : digit(tens)}十${ones === 0 ? '' : digit(ones)}`
}

/** A day in Chinese numerals, years digit by digit with 〇 (GB/T 15835-2011): 二〇二六年十一月二十三日. */
export function hanDate(date: CivilDate): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const years = [...year].map(c => digit(Number(c))).join('')
  return `${years}年${upToHundred(Number(month))}月${upToHundred(Number(day))}日`
}
