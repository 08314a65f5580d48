import { entry, holderCodeTable, ORGANISATION_CODES, table } from '../common/code-tables.ts'
import { found } from '../common/sources.ts'
import { type CodeTable } from '../kind.ts'

const KINDS_OF_ART = [
  ['music', '音乐表演', 'Music', '音乐'],
  ['drama', '戏剧表演', 'Drama', '戏剧'],
  ['opera', '戏曲表演', 'Chinese opera', '戏曲'],
  ['song-and-dance', '歌舞表演', 'Song and dance', '歌舞'],
  ['dance', '舞蹈表演', 'Dance', '舞蹈'],
  ['acrobatics', '杂技表演', 'Acrobatics', '杂技'],
  ['magic', '魔术表演', 'Magic', '魔术'],
  ['circus', '马戏表演', 'Circus', '马戏'],
  ['quyi', '曲艺表演', 'Story-telling and ballads', '曲艺'],
  ['puppet', '木偶表演', 'Puppetry', '木偶'],
  ['shadow', '皮影表演', 'Shadow play', '皮影'],
  ['recitation', '朗诵表演', 'Recitation', '朗诵'],
  ['folk', '民间文艺表演', 'Folk art', '民间文艺'],
  ['fashion', '模特、服饰表演', 'Models and fashion', '模特/服饰'],
  ['variety', '综合文艺表演', 'Variety', '综合文艺'],
] as const

export const codeTables: readonly CodeTable[] = [
  table(
    'performance-subject',
    ['主体类别', 'Kind of body'],
    found('营业性演出管理条例第六、十、十一条；代码为本程序默认'),
    [
      entry('troupe', '文艺表演团体', 'Troupe', ['演出团体', '文艺团体', '表演团体']),
      entry('agency', '演出经纪机构', 'Agency', ['经纪机构', '演出经纪公司', '演出机构']),
      entry('venue', '演出场所经营单位', 'Venue', ['演出场所', '场所经营单位']),
    ],
  ),
  table(
    'performance-scope',
    ['营业性演出经营范围', 'Scope of performances'],
    found('营业性演出许可证填写说明与公开门类；代码为本程序默认'),
    [
      entry('agency-business', '演出及经纪业务', 'Performances and agency', ['演出经纪', '经纪业务']),
      entry('brokerage', '演出居间、代理业务', 'Brokerage', ['演出居间代理业务']),
      entry('venue-business', '演出场所经营', 'Operation of a venue', ['场所经营']),
      ...KINDS_OF_ART.map(([code, zh, en, synonym]) => entry(code, zh, en, [synonym])),
    ],
  ),
  table('investment', ['投资类型', 'Investment'], found('营业性演出管理条例第十、十一条；代码为本程序默认'), [
    entry('domestic', '内资', 'Domestic', ['境内投资']),
    entry('foreign', '外商投资', 'Foreign', ['外资', '中外合资', '外商独资']),
    entry('hk-mo-tw', '港澳台投资', 'Hong Kong, Macao or Taiwan', ['港澳投资', '台湾投资', '港澳台']),
  ]),
  holderCodeTable(ORGANISATION_CODES),
]
