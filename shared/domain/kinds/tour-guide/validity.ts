import { found } from '../common/sources.ts'
import { type ValidityRule } from '../kind.ts'

/** 有效期 3 年，届满 3 个月前申请换发。 */
export const validity: ValidityRule = {
  termMonths: 36,
  endRule: 'same-day',
  renewal: { opensDays: 180, closesDays: 90 },
  source: found('导游人员管理条例第八条；开放申请的 180 日为本程序默认'),
}
