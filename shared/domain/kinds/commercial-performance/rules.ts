import {
  finding,
  issuerLevelFinding,
  itemsOf,
  never,
  textOf,
  type KindRules,
  type RuleIssuer,
} from '../common/rules.ts'
import { type FieldFinding } from '../finding.ts'
import { type FieldValues } from '../kind.ts'

/** 营业性演出管理条例第六、十、十一条. */
function levelsFor(values: FieldValues): readonly RuleIssuer['level'][] {
  const subject = textOf(values['subjectKind'])
  const investment = textOf(values['investment'])
  if (investment === 'foreign') return ['ministry']
  if (investment === 'hk-mo-tw' || subject === 'agency') return ['province']
  return ['county']
}

/** A legal person has a 法定代表人, an unincorporated unit a 主要负责人: one of them must be there. */
function headFindings(values: FieldValues): readonly FieldFinding[] {
  return textOf(values['legalRep']) === '' && textOf(values['principal']) === ''
    ? [
        finding(
          'legalRep',
          'fault',
          'missing',
          '请填写法定代表人；非法人单位填写主要负责人',
          'give the legal representative, or the person in charge of an unincorporated unit',
        ),
      ]
    : []
}

function scopeFindings(values: FieldValues): readonly FieldFinding[] {
  const scope = itemsOf(values['scope'])
  const subject = textOf(values['subjectKind'])
  const agencyWork = scope.includes('agency-business') || scope.includes('brokerage')
  if (subject === 'agency' && scope.length > 0 && !agencyWork)
    return [
      finding(
        'scope',
        'warning',
        'scope-unlike-subject',
        '演出经纪机构的经营范围一般为“演出及经纪业务”，请核对',
        'the scope of an agency is usually performances and agency',
      ),
    ]
  if (subject === 'troupe' && agencyWork)
    return [
      finding(
        'scope',
        'warning',
        'scope-unlike-subject',
        '文艺表演团体的经营范围一般按艺术门类填写，请核对',
        'the scope of a troupe is usually named by kind of art',
      ),
    ]
  return []
}

export const rules: KindRules = {
  kind: 'commercial-performance',
  blockKeys: ['region', 'class'],
  namedCodes: {
    'performance-subject': ['troupe', 'agency', 'venue'],
    'performance-scope': ['agency-business', 'brokerage'],
    investment: ['domestic', 'foreign', 'hk-mo-tw'],
  },
  check: (values, context) => [
    ...headFindings(values),
    ...scopeFindings(values),
    ...issuerLevelFinding(
      context.issuer,
      levelsFor(values),
      '的审批层级由主体类别和投资类型决定（团体、场所：县级；经纪机构：省级；外商投资：部）',
      'the level that the kind of body and its investment call for',
    ),
  ],
  selector: (_values, _issueDate, issuer) => ({ region: issuer.region, class: 'performance' }),
  needsNewNumber: never,
}
