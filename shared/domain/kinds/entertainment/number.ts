import { byDefault, found, inferred } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

export const number: NumberRule = {
  patterns: [
    {
      era: '12 位：6 位发证机关区划、2 位类别、4 位序号',
      pattern: '^(?<region>\\d{6})(?<class>\\d{2})(?<serial>\\d{4})$',
      strictness: 'warning',
      examples: ['610103160012'],
      source: byDefault('与演出许可证同系列推定，类别数字未公开'),
    },
    {
      era: '旧编号：简称、文娱字、序号',
      pattern: '^[\\u4e00-\\u9fa5]{1,6}(?:〔\\d{4}〕)?(?:第)?\\d{1,8}号?$',
      strictness: 'warning',
      examples: ['西碑文娱字〔2015〕第0012号'],
      source: found('县级公共数据：编号列为不定长文字'),
    },
  ],
  blockKeys: ['region', 'class'],
  source: inferred('与演出许可证同系列：区划 + 类别 + 序号'),
}
