import { byDefault } from '../common/sources.ts'
import { type ValidityRule } from '../kind.ts'

/** 长期有效。 */
export const validity: ValidityRule = {
  termMonths: null,
  endRule: 'same-day',
  renewal: null,
  source: byDefault('演出经纪人员管理办法（2021）未见期限；2020 年前协会证书为五年'),
}
