import { describe, expect, it } from 'vitest'
import { type CivilDate, type Instant } from '../../shared/kernel/instant.ts'
import {
  capital,
  showBytes,
  showDate,
  showDuration,
  showList,
  showMoment,
  showNumber,
  showPair,
  showSentences,
} from './format.ts'

describe('figures and dates in words', () => {
  it('show days and moments in the time of China', () => {
    expect(showDate('2026-03-01' as CivilDate, 'zh-CN')).toBe('2026年3月1日')
    expect(showDate('2026-03-01' as CivilDate, 'en')).toBe('1 Mar 2026')
    expect(showMoment('2026-02-28T17:05:00.000Z' as Instant, 'zh-CN')).toBe('2026年3月1日 01:05')
    expect(showMoment('2026-02-28T17:05:00.000Z' as Instant, 'en')).toBe('1 Mar 2026, 01:05')
  })
  it('show sizes, counts and spans', () => {
    expect([1023, 1536, 20_480, 3_500_000, 200 * 1024 ** 2].map(showBytes)).toEqual([
      ...['1023 B', '1.5 KB', '20 KB', '3.3 MB', '200 MB'],
    ])
    expect(showNumber(1_234_567, 'zh-CN')).toBe('1,234,567')
    expect([0, 40, 200, 3900].map(s => showDuration(s, 'zh-CN'))).toEqual([
      '0秒',
      '40秒',
      '3分20秒',
      '1小时5分',
    ])
    expect(showDuration(3900, 'en')).toBe('1 h 5 min')
  })
  it('are set with the marks of their language', () => {
    expect(showList(['clerk', 'approver'], 'en')).toBe('clerk, approver')
    expect(showList(['受理', '审批'], 'zh-CN')).toBe('受理、审批')
    expect([showPair('Status', 'valid', 'en'), showPair('状态', '有效', 'zh-CN')]).toEqual([
      'Status: valid',
      '状态：有效',
    ])
    expect(showSentences(['Full', '', 'Make room!'], 'en')).toBe('Full. Make room!')
    expect(showSentences(['磁盘已满', '请清理。'], 'zh-CN')).toBe('磁盘已满。请清理。')
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
