import {
  finding,
  issuerLevelFinding,
  issuerProvince,
  never,
  notInFuture,
  personFindings,
  textOf,
  type KindRules,
} from '../common/rules.ts'

export const rules: KindRules = {
  kind: 'tour-guide',
  blockKeys: ['province'],
  namedCodes: { gender: ['1', '2'] },
  check(values, { today, issuer }) {
    const orphan = values['isTourLeader'] !== true && textOf(values['leaderType']) !== ''
    return [
      ...personFindings(values),
      ...notInFuture(values, today, [['birthDate', '出生日期', 'the date of birth']]),
      ...(orphan
        ? [
            finding(
              'leaderType',
              'warning',
              'leader-type-alone',
              '填写了领队类别，但未标明备案领队',
              'a type of tour leader is given, but the person is not marked as one',
            ),
          ]
        : []),
      ...issuerLevelFinding(
        issuer,
        ['province'],
        '由省级文化和旅游行政部门颁发',
        'the authority of the province',
      ),
    ]
  },
  selector: (_values, _issueDate, issuer) => ({ province: issuerProvince(issuer) }),
  needsNewNumber: never,
}
