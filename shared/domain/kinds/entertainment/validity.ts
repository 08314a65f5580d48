import { found } from '../common/sources.ts'
import { type ValidityRule } from '../kind.ts'

/** 有效期 2 年，期满 30 日前申请延续。 */
export const validity: ValidityRule = {
  termMonths: 24,
  endRule: 'same-day',
  renewal: { opensDays: 90, closesDays: 30 },
  source: found('娱乐场所管理办法（条款号未核）；开放申请的 90 日为本程序默认'),
}
