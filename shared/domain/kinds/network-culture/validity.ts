import { found } from '../common/sources.ts'
import { type ValidityRule } from '../kind.ts'

/** 有效期 3 年，期满 30 日前申请延续。 */
export const validity: ValidityRule = {
  termMonths: 36,
  endRule: 'same-day',
  renewal: { opensDays: 90, closesDays: 30 },
  source: found('互联网文化管理暂行规定第八、九条；开放申请的 90 日为本程序默认'),
}
