import {
  finding,
  issuerLevelFinding,
  itemsOf,
  never,
  notInFuture,
  textOf,
  type KindRules,
} from '../common/rules.ts'
import { type FieldFinding } from '../finding.ts'
import { type FieldValues } from '../kind.ts'

const SONG_AND_DANCE = ['karaoke', 'dance-hall', 'disco']

function scopeFindings(values: FieldValues): readonly FieldFinding[] {
  const scope = itemsOf(values['scope'])
  const venue = textOf(values['venueKind'])
  const foreign =
    venue === 'song-and-dance'
      ? scope.includes('arcade')
      : venue === 'amusement' && scope.some(code => SONG_AND_DANCE.includes(code))
  return foreign
    ? [
        finding(
          'scope',
          'warning',
          'scope-unlike-venue',
          '经营范围与场所类型不一致；兼营的请选“歌舞、游艺娱乐场所”',
          'the scope does not fit the kind of venue; a venue that does both has its own kind',
        ),
      ]
    : []
}

export const rules: KindRules = {
  kind: 'entertainment',
  blockKeys: ['region', 'class'],
  namedCodes: {
    'venue-kind': ['song-and-dance', 'amusement', 'both'],
    'entertainment-scope': [...SONG_AND_DANCE, 'arcade'],
  },
  check: (values, { today, issuer }) => [
    ...scopeFindings(values),
    ...notInFuture(values, today, [['firstIssueDate', '首次发证日期', 'the date of first issue']]),
    ...issuerLevelFinding(
      issuer,
      values['foreignInvested'] === true ? ['province'] : ['county'],
      '由县级核发（外商投资：省级）',
      'the county (foreign-invested: the province)',
    ),
  ],
  selector: (values, _issueDate, issuer) => ({ region: issuer.region, class: textOf(values['venueKind']) }),
  needsNewNumber: never,
}
