import { describe, expect, it } from 'vitest'
import { type CivilDate, type Instant } from '../../shared/kernel/instant.ts'
import { capital, showBytes, showDate, showDuration, showMoment, showNumber } from './format.ts'

describe('figures and dates in words', () => {
  it('show days and moments in the time of China', () => {
    expect(showDate('2026-03-01' as CivilDate, 'zh-CN')).toBe('2026年3月1日')
    expect(showDate('2026-03-01' as CivilDate, 'en')).toBe('1 March 2026')
    expect(showMoment('2026-02-28T17:05:00.000Z' as Instant, 'zh-CN')).toBe('2026年3月1日 01:05')
    expect(showMoment('2026-02-28T17:05:00.000Z' as Instant, 'en')).toBe('1 March 2026, 01:05')
  })
  it('show sizes, counts and spans', () => {
    expect([1023, 1536, 20_480, 3_500_000].map(showBytes)).toEqual(['1023 B', '1.5 KB', '20 KB', '3.3 MB'])
    expect(showNumber(1_234_567, 'zh-CN')).toBe('1,234,567')
    expect([0, 40, 200, 3900].map(s => showDuration(s, 'zh-CN'))).toEqual([
      '0秒',
      '40秒',
      '3分20秒',
      '1小时5分',
    ])
    expect(showDuration(3900, 'en')).toBe('1 h 5 min')
  })
  it('begin with a capital where the script has one', () => {
    expect(['end of suspension', '暂扣发还', '', 'Ärger'].map(capital)).toEqual([
      'End of suspension',
      '暂扣发还',
      '',
      'Ärger',
    ])
  })
})
