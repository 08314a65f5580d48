import { contactFields, ISSUED_FIELDS, organisationFields } from '../common/base-fields.ts'
import { code, field, integer, text } from '../common/field.ts'
import { legalRepField, principalField } from '../common/people-fields.ts'
import { found } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const FILLING = found('营业性演出许可证填写说明')
const LAW = found('营业性演出管理条例第六、八、十、十一条')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...organisationFields('单位名称', '浙江样例越剧团有限公司'),
  field(
    'subjectKind',
    'KZ_ZTLB',
    ['主体类别', 'Kind of body'],
    code('performance-subject'),
    '演出经纪机构',
    LAW,
    {
      synonyms: ['主体类型', '演出单位类别', '单位类别', '类别'],
    },
  ),
  { ...legalRepField('法定代表人', LAW), obligation: 'conditional' },
  principalField(LAW, 'conditional'),
  field(
    'address',
    'KZ_ZS',
    ['住所（经营场所）', 'Address'],
    text(300),
    '浙江省杭州市上城区样例路6号',
    FILLING,
    {
      synonyms: ['住所', '地址', '单位地址', '经营场所', '注册地址', '住所地址', '经营地址'],
    },
  ),
  field('econType', 'KZ_JJLX', ['经济类型', 'Economic type'], text(60), '有限责任公司', FILLING, {
    obligation: 'optional',
    synonyms: ['企业类型', '单位性质', '经济性质'],
  }),
  field(
    'scope',
    'KZ_JYFW',
    ['经营范围', 'Scope'],
    { type: 'list', table: 'performance-scope', freeText: true, maxItems: 16, maxLength: 100 },
    '演出及经纪业务',
    FILLING,
    { synonyms: ['许可经营范围', '经营项目', '业务范围', '演出门类'] },
  ),
  field('regCapital', 'KZ_ZCZB', ['注册资本', 'Registered capital'], text(50), '壹佰万元整', FILLING, {
    obligation: 'optional',
    synonyms: ['注册资金'],
  }),
  field(
    'staffCount',
    'KZ_RYRS',
    ['演员或经纪人员人数', 'Number of performers or brokers'],
    integer(0, 100_000),
    '12',
    FILLING,
    {
      obligation: 'optional',
      synonyms: ['演员人数', '经纪人员人数', '从业人员数', '人员数量', '演职人员人数'],
    },
  ),
  field('seatCount', 'KZ_ZWS', ['座位数', 'Number of seats'], integer(0, 1_000_000), '1200', FILLING, {
    obligation: 'optional',
    synonyms: ['座位数量', '观众座位数', '座席数'],
  }),
  field('investment', 'KZ_TZLX', ['投资类型', 'Investment'], code('investment'), '内资', LAW, {
    obligation: 'optional',
    synonyms: ['投资性质', '资本类型'],
  }),
  ...contactFields,
]
