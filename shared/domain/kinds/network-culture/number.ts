import { PROVINCE_SHORT_NAMES } from '../../codes/provinces.ts'
import { found, inferred } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

/** The first four digits are the ministry's and come only with a block; the digits after the hyphen are the province's. */
export const number: NumberRule = {
  patterns: [
    {
      era: '省级审批、部级统一编号（2010 年起）',
      pattern: `^(?<province>[${PROVINCE_SHORT_NAMES}])网文〔(?<year>\\d{4})〕(?<national>\\d{4})-(?<local>\\d{3,4})号$`,
      strictness: 'fault',
      examples: ['京网文〔2023〕1034-029号', '沪网文〔2023〕2156-089号', '粤网文〔2016〕6871-1632号'],
      source: found('办市发〔2010〕23号；许可证编号公开实例'),
    },
    {
      era: '旧写法（无“号”字或旧式括号）',
      pattern: `^(?<province>[${PROVINCE_SHORT_NAMES}])网文〔(?<year>\\d{4})〕(?<national>\\d{4})-(?<local>\\d{3,4})$`,
      strictness: 'warning',
      examples: ['沪网文〔2019〕0896-066'],
      source: found('许可证编号公开实例'),
    },
  ],
  blockKeys: ['province', 'year'],
  source: inferred('年份为发证年份，延续后改变（公开实例 2013→2023）'),
}
