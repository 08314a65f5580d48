import { provinceOf } from '../../codes/region.ts'
import {
  examYearFindings,
  issuerProvince,
  never,
  notInFuture,
  personFindings,
  textOf,
  yearOf,
  type KindRules,
} from '../common/rules.ts'

export const rules: KindRules = {
  kind: 'guide-qualification',
  blockKeys: ['province', 'year'],
  namedCodes: { gender: ['1', '2'] },
  check: (values, { today }) => [
    ...personFindings(values),
    ...examYearFindings(values, today),
    ...notInFuture(values, today, [['birthDate', '出生日期', 'the date of birth']]),
  ],
  selector(values, issueDate, issuer) {
    const exam = textOf(values['examRegion'])
    return { province: exam === '' ? issuerProvince(issuer) : provinceOf(exam), year: yearOf(issueDate) }
  },
  needsNewNumber: never,
}
