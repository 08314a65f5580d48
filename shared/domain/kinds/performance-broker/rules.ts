import {
  examYearFindings,
  issuerLevelFinding,
  never,
  notInFuture,
  personFindings,
  yearOf,
  type KindRules,
} from '../common/rules.ts'

export const rules: KindRules = {
  kind: 'performance-broker',
  blockKeys: ['year'],
  namedCodes: { gender: ['1', '2'] },
  check: (values, { today, issuer }) => [
    ...personFindings(values),
    ...examYearFindings(values, today),
    ...notInFuture(values, today, [['birthDate', '出生日期', 'the date of birth']]),
    ...issuerLevelFinding(issuer, ['ministry'], '由文化和旅游部颁发', 'the ministry'),
  ],
  selector: (_values, issueDate) => ({ year: yearOf(issueDate) }),
  needsNewNumber: never,
}
