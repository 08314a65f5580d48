import { found } from '../common/sources.ts'
import { type ValidityRule } from '../kind.ts'

/** 长期有效。 */
export const validity: ValidityRule = {
  termMonths: null,
  endRule: 'same-day',
  renewal: null,
  source: found('2016-09-27 起停止三年有效期的规定'),
}
