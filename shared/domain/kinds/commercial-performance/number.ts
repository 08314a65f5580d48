import { found, inferred } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

export const number: NumberRule = {
  patterns: [
    {
      era: '12 位：6 位发证机关区划、12、4 位序号',
      pattern: '^(?<region>\\d{6})(?<class>12)(?<serial>\\d{4})$',
      strictness: 'warning',
      examples: ['330101120994', '110000120171'],
      source: inferred('由公开编号推定'),
    },
    {
      era: '旧编号：简称、类别、年份、序号',
      pattern:
        '^(?<short>[\\u4e00-\\u9fa5]{1,5})演(?<subject>〔[\\u4e00-\\u9fa5]{2,4}〕)?〔(?<year>\\d{4})〕(?<serial>\\d{1,6})号$',
      strictness: 'warning',
      examples: ['京演〔机构〕〔2018〕1940号', '京演〔机构〕〔2019〕4094号'],
      source: found('许可证编号公开实例'),
    },
    {
      era: '旧编号：简称加序号',
      pattern: '^(?<short>[\\u4e00-\\u9fa5]{1,5})演(?<serial>\\d{1,6})号?$',
      strictness: 'warning',
      examples: ['京市演1169号'],
      source: found('许可证编号公开实例'),
    },
    {
      era: '浙江旧编号：4 位年份、6 位区划、4 位序号',
      pattern:
        '^(?<short>[\\u4e00-\\u9fa5]{1,5})演(?<subject>[经团场])(?<year>\\d{4})(?<region>\\d{6})(?<serial>\\d{4})$',
      strictness: 'warning',
      examples: ['浙演经20213300000101'],
      source: found('许可证编号公开实例'),
    },
  ],
  blockKeys: ['region', 'class'],
  source: inferred('6 位区划 + 2 位类别 + 4 位序号'),
}
