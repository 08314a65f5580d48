import { contactFields, ISSUED_FIELDS, organisationFields } from '../common/base-fields.ts'
import { field, text } from '../common/field.ts'
import { legalRepField } from '../common/people-fields.ts'
import { byDefault, found } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const FORM_2009 = found('经营性互联网文化单位申请表（2009）')
const FACE = found('许可证证面公开样本')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...organisationFields('单位名称', '北京样例星河网络科技有限公司'),
  field(
    'regAddress',
    'KZ_ZS',
    ['住所（注册地址）', 'Registered address'],
    text(300),
    '北京市朝阳区样例路1号',
    FACE,
    {
      synonyms: ['住所', '注册地址', '地址', '公司地址', '企业地址', '单位地址', '公司住所', '住所地址'],
    },
  ),
  field(
    'bizAddress',
    'KZ_JYCS',
    ['经营场所', 'Place of business'],
    text(300),
    '北京市朝阳区样例路2号3层',
    FACE,
    {
      obligation: 'optional',
      synonyms: ['经营地址', '经营场所地址', '实际经营地址', '办公地址'],
    },
  ),
  legalRepField('法定代表人（主要负责人）', FACE),
  field(
    'regCapital',
    'KZ_ZCZB',
    ['注册资本', 'Registered capital'],
    text(50),
    '壹仟万元整',
    found('变更事项公开说明'),
    {
      obligation: 'optional',
      synonyms: ['注册资金', '注册资本金'],
    },
  ),
  field(
    'entType',
    'KZ_QYLX',
    ['企业类型', 'Type of enterprise'],
    text(100),
    '有限责任公司（自然人投资或控股）',
    byDefault('证面是否记载未见公开'),
    {
      obligation: 'optional',
      synonyms: ['公司类型', '单位类型'],
    },
  ),
  field(
    'scope',
    'KZ_JYFW',
    ['经营范围', 'Scope'],
    {
      type: 'list',
      table: 'network-culture-scope',
      freeText: true,
      maxItems: 12,
      maxLength: 100,
      prefix: '利用信息网络经营',
    },
    '音乐娱乐产品、演出剧（节）目、表演',
    FACE,
    { synonyms: ['许可经营范围', '经营项目', '许可范围', '业务范围'] },
  ),
  field(
    'domains',
    'KZ_WZYM',
    ['网站域名', 'Domain names'],
    { type: 'list', freeText: true, maxItems: 20, maxLength: 253 },
    'www.example.cn',
    FORM_2009,
    { synonyms: ['域名', '网址', '网站地址', '主域名', '网站网址'] },
  ),
  field(
    'siteNames',
    'KZ_WZMC',
    ['网站名称', 'Site names'],
    { type: 'list', freeText: true, maxItems: 20, maxLength: 100 },
    '样例音乐网',
    FORM_2009,
    { obligation: 'optional', synonyms: ['网站名', '平台名称', 'APP名称'] },
  ),
  field(
    'ipAddresses',
    'KZ_IPDZ',
    ['IP地址', 'IP addresses'],
    { type: 'list', freeText: true, maxItems: 20, maxLength: 45 },
    '203.0.113.8',
    FORM_2009,
    { obligation: 'optional', synonyms: ['IP', '服务器IP', '网站IP'] },
  ),
  ...contactFields,
]
