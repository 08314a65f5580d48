import { byDefault } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

export const number: NumberRule = {
  patterns: [
    {
      era: '全国统一编号',
      pattern: '^[0-9A-Z\\-〔〕第号字]{4,32}$',
      strictness: 'warning',
      examples: ['2026000123'],
      source: byDefault('公开资料只说全国统一编号，布局未公开'),
    },
  ],
  blockKeys: ['year'],
  source: byDefault('按发证年份借号'),
}
