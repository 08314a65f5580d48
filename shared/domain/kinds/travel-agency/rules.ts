import { words } from '../../../kernel/words.ts'
import {
  finding,
  issuerLevelFinding,
  issuerProvince,
  itemsOf,
  textOf,
  type KindRules,
} from '../common/rules.ts'
import { type FieldFinding } from '../finding.ts'
import { type FieldValues } from '../kind.ts'

const outbound = (values: FieldValues): boolean => itemsOf(values['scope']).includes('outbound')

/** 旅行社条例: domestic and inbound together, or all three. */
function scopeFindings(values: FieldValues): readonly FieldFinding[] {
  const scope = itemsOf(values['scope'])
  if (scope.length === 0) return []
  const right = outbound(values) ? ['domestic', 'inbound', 'outbound'] : ['domestic', 'inbound']
  const fits = right.every(code => scope.includes(code))
  return fits
    ? []
    : [
        finding(
          'scope',
          'fault',
          'scope-set',
          '许可经营业务只能是“国内、入境”或“国内、入境、出境”',
          'the licensed business is either domestic and inbound, or domestic, inbound and outbound',
          {
            value: right,
            text: words(outbound(values) ? '改为国内、入境、出境' : '改为国内、入境', 'take the whole set'),
          },
        ),
      ]
}

/** 旅行社条例第二十三条. */
function foreignFindings(values: FieldValues): readonly FieldFinding[] {
  if (values['foreignInvested'] !== true || !outbound(values)) return []
  return textOf(values['outboundExemption']) === ''
    ? [
        finding(
          'scope',
          'fault',
          'foreign-outbound',
          '外商投资旅行社不得经营出境旅游业务（旅行社条例第二十三条）；有国务院决定或协定依据的，请填写依据',
          'a foreign-invested agency has no outbound business (art. 23) unless a decision or treaty allows it: name the ground',
        ),
      ]
    : []
}

export const rules: KindRules = {
  kind: 'travel-agency',
  blockKeys: ['province', 'scope'],
  namedCodes: { 'travel-scope': ['domestic', 'inbound', 'outbound'] },
  check(values, context) {
    return [
      ...scopeFindings(values),
      ...foreignFindings(values),
      ...issuerLevelFinding(
        context.issuer,
        outbound(values)
          ? ['ministry', 'province']
          : values['foreignInvested'] === true
            ? ['province']
            : ['province', 'city'],
        '由省级（出境：部或受委托的省级；国内和入境可委托设区市）核发',
        'the province (outbound: the ministry or a delegated province)',
      ),
    ]
  },
  selector: (values, _issueDate, issuer) => ({
    province: issuerProvince(issuer),
    scope: outbound(values) ? 'outbound' : 'domestic',
  }),
  needsNewNumber: (previous, next) => outbound(previous) !== outbound(next),
}
