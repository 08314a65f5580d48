import { byDefault, found, memory } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

export const number: NumberRule = {
  patterns: [
    {
      era: '电子导游证（2017 年起）',
      pattern: '^[0-9A-Z]{6,16}$',
      strictness: 'warning',
      examples: ['A1B2C3D4'],
      source: byDefault('编号布局未公开（似为 8 位字母数字）'),
    },
    {
      era: 'IC 卡：4 位地区、6 位序号',
      pattern: '^D-(?<area>\\d{4})-(?<serial>\\d{6})$',
      strictness: 'warning',
      examples: ['D-3301-004567'],
      source: found('导游证 IC 卡说明'),
    },
    {
      era: '1999 年办法：2 位省代码在前',
      pattern: '^D-(?<province>\\d{2})(?<serial>\\d{6})$',
      strictness: 'warning',
      examples: ['D-33012345'],
      source: found('导游证管理办法（1999）'),
    },
    {
      era: '1999 年办法：临时导游证',
      pattern: '^L-(?<province>\\d{2})(?<serial>\\d{6})$',
      strictness: 'warning',
      examples: ['L-33012345'],
      source: memory('导游证管理办法（1999）转述'),
    },
  ],
  blockKeys: ['province'],
  source: byDefault('按发证省份借号'),
}
