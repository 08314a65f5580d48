import { byDefault, found } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

export const number: NumberRule = {
  patterns: [
    {
      era: '现行',
      pattern: '^DZG(?<year>\\d{4})(?<letters>[A-Z]{2,3})(?<serial>\\d{4,6})$',
      strictness: 'warning',
      examples: ['DZG2026ZJ00012'],
      source: byDefault('以 DZG 开头为公开事实，其余布局未公开'),
    },
    {
      era: '以 DZG 开头的其他写法',
      pattern: '^DZG[0-9A-Z]{4,20}$',
      strictness: 'warning',
      examples: ['DZG2019123456'],
      source: found('电子导游资格证说明：以字母 DZG 开头'),
    },
  ],
  blockKeys: ['province', 'year'],
  source: byDefault('按考试省份和发证年份借号'),
}
