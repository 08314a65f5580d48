import { inferred } from '../common/sources.ts'
import { type ValidityRule } from '../kind.ts'

/** 长期有效。 */
export const validity: ValidityRule = {
  termMonths: null,
  endRule: 'same-day',
  renewal: null,
  source: inferred('旅行社条例未规定期限'),
}
