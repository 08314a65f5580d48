import { contactFields, ISSUED_FIELDS, organisationFields } from '../common/base-fields.ts'
import { boolean, code, date, field, integer, region, text } from '../common/field.ts'
import { legalRepField, principalField } from '../common/people-fields.ts'
import { found } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const DATASET = found('县级公共数据：娱乐经营许可证')
const LAW = found('娱乐场所管理条例第九条')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...organisationFields('单位名称', '西安样例欢唱娱乐有限公司').map(row =>
    row.id === 'holderName' ? { ...row, synonyms: [...row.synonyms, '场所名称', 'place_name'] } : row,
  ),
  field('address', 'KZ_ZSDZ', ['住所地址', 'Address'], text(300), '陕西省西安市碑林区样例路7号', DATASET, {
    synonyms: ['住所', '地址', '经营场所', '经营地址', '场所地址', '单位地址', '注册地址', 'place_address'],
  }),
  legalRepField('法定代表人', DATASET),
  principalField(DATASET, 'optional'),
  field('econType', 'KZ_JJLX', ['类型', 'Economic type'], text(60), '有限责任公司', DATASET, {
    obligation: 'optional',
    synonyms: ['经济类型', '企业类型', '公司类型', 'economytype'],
  }),
  field('venueKind', 'KZ_CSLX', ['场所类型', 'Kind of venue'], code('venue-kind'), '歌舞娱乐场所', DATASET, {
    synonyms: ['娱乐场所类型', '场所类别', '娱乐类型', 'place_type'],
  }),
  field(
    'usableArea',
    'KZ_SYMJ',
    ['使用面积', 'Usable area'],
    { type: 'decimal', min: 0, scale: 2, unit: '㎡' },
    '356.5',
    DATASET,
    { synonyms: ['面积', '经营面积', '营业面积', '建筑面积', '场所面积', 'buildarea'] },
  ),
  field(
    'scope',
    'KZ_JYFW',
    ['经营范围', 'Scope'],
    { type: 'list', table: 'entertainment-scope', freeText: true, maxItems: 8, maxLength: 100 },
    '歌舞娱乐（卡拉OK）',
    DATASET,
    { synonyms: ['许可经营范围', '经营项目', '业务范围', 'mainrange'] },
  ),
  field(
    'capacity',
    'KZ_HDRS',
    ['核定人数', 'Approved number of customers'],
    integer(1, 100_000),
    '180',
    LAW,
    {
      synonyms: ['核定消费者数量', '消费者数量', '容纳人数', '核定容纳人数', '核定人员'],
    },
  ),
  field('firstIssueDate', 'KZ_SCFZRQ', ['首次发证日期', 'First issued'], date, '2020年5月6日', DATASET, {
    obligation: 'optional',
    synonyms: ['首次发证时间', '初次发证日期', '首次颁证日期', 'authdatefirst'],
  }),
  field('printDate', 'KZ_DZRQ', ['打证日期', 'Printed on'], date, '2026年3月2日', DATASET, {
    entry: 'issue',
    obligation: 'optional',
    synonyms: ['打印日期', '制证日期', 'fzrq'],
  }),
  field(
    'issuerRegion',
    'KZ_FZJGXZQH',
    ['发证机关行政区划', 'Region of the issuer'],
    region,
    '610103',
    DATASET,
    {
      section: 'management',
      entry: 'issue',
      obligation: 'optional',
      synonyms: ['发证机关行政区划代码', '行政区划代码', '行政区划', 'certification_departmentid'],
    },
  ),
  field('foreignInvested', 'KZ_WSTZ', ['外商投资', 'Foreign-invested'], boolean, '否', LAW, {
    obligation: 'optional',
    synonyms: ['是否外商投资', '外资'],
  }),
  ...contactFields,
]
