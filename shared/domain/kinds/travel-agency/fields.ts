import { contactFields, ISSUED_FIELDS, organisationFields } from '../common/base-fields.ts'
import { boolean, code, field, text } from '../common/field.ts'
import { legalRepField } from '../common/people-fields.ts'
import { byDefault, found } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const NOTICE = found('旅行社公告暂行规定第三条')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...organisationFields('旅行社名称', '杭州样例山水国际旅行社有限公司'),
  field('investor', 'KZ_CZR', ['出资人', 'Investor'], text(200), '浙江样例投资有限公司', NOTICE, {
    synonyms: ['投资人', '投资者', '股东', '出资者'],
  }),
  legalRepField('法定代表人', NOTICE),
  field(
    'bizAddress',
    'KZ_JYCS',
    ['经营场所', 'Place of business'],
    text(300),
    '浙江省杭州市西湖区样例路8号',
    NOTICE,
    {
      synonyms: ['经营场所地址', '地址', '经营地址', '住所', '注册地址', '营业地址'],
    },
  ),
  field(
    'scope',
    'KZ_XKJYYW',
    ['许可经营业务', 'Licensed business'],
    { type: 'list', table: 'travel-scope', freeText: false, maxItems: 3, maxLength: 30 },
    '国内旅游业务、入境旅游业务',
    NOTICE,
    { synonyms: ['经营范围', '许可经营范围', '业务范围', '经营业务'] },
  ),
  field(
    'approvalDocNo',
    'KZ_XKWH',
    ['许可文号', 'Approval document'],
    text(60),
    '浙文旅许〔2026〕12号',
    NOTICE,
    {
      synonyms: ['批准文号', '许可决定书文号', '批复文号'],
    },
  ),
  field(
    'foreignInvested',
    'KZ_WSTZ',
    ['外商投资', 'Foreign-invested'],
    boolean,
    '否',
    found('旅行社条例第二十三条'),
    {
      obligation: 'optional',
      synonyms: ['是否外商投资', '外资', '外商投资旅行社'],
    },
  ),
  field(
    'outboundExemption',
    'KZ_CJYWYJ',
    ['外商投资经营出境业务的依据', 'Ground for outbound business of a foreign-invested agency'],
    text(200),
    '国务院决定或自贸协定安排',
    found('旅行社条例第二十三条'),
    { obligation: 'optional', synonyms: ['出境业务依据'] },
  ),
  field(
    'copyKind',
    'KZ_ZFB',
    ['正副本', 'Original or duplicate'],
    code('copy-kind'),
    '正本',
    byDefault('正本、副本同文件制作'),
    {
      entry: 'issue',
      obligation: 'optional',
    },
  ),
  ...contactFields,
]
