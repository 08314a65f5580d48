import { found, inferred, memory } from '../common/sources.ts'
import { type NumberRule } from '../kind.ts'

export const number: NumberRule = {
  patterns: [
    {
      era: '现行：出境社带 CJ',
      pattern: '^L-(?<letters>[A-Z]{2,3})-?(?<outbound>CJ)?(?<serial>\\d{5})$',
      strictness: 'fault',
      examples: ['L-BJ-CJ00144', 'L-GD-CJ00052', 'L-SH-00321', 'L-GD01685', 'L-SNX00306'],
      source: found('旅行社许可证编号实例'),
    },
    {
      era: '部分省在序号前加市级字母',
      pattern: '^L-(?<letters>[A-Z]{2,3})-?(?<outbound>CJ)?(?<city>[A-Z]{0,2})(?<serial>\\d{4,5})$',
      strictness: 'warning',
      examples: ['L-JS-SZ0123'],
      source: memory('部分省的旧编号'),
    },
  ],
  blockKeys: ['province', 'scope'],
  source: inferred('L 为旅行社，CJ 为出境；编号规则原文未公开'),
}
