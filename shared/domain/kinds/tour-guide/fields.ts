import { contactFields, ISSUED_FIELDS, personFields } from '../common/base-fields.ts'
import { boolean, code, field, text } from '../common/field.ts'
import { birthDateField, ethnicityField, genderField, photoField } from '../common/people-fields.ts'
import { found } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const CARD = found('导游证 IC 卡与导游系统字段')
const SYSTEM = found('导游系统字段')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...personFields,
  genderField(CARD),
  birthDateField(CARD),
  ethnicityField,
  photoField(found('电子导游证申领公告：2 寸白底 413×626')),
  field('level', 'KZ_DJ', ['等级', 'Level'], code('guide-level'), '初级', CARD, {
    synonyms: ['导游等级', '导游级别', '级别'],
  }),
  field(
    'languages',
    'KZ_YZ',
    ['语种', 'Languages'],
    { type: 'list', table: 'guide-language', freeText: true, maxItems: 8, maxLength: 20 },
    '普通话、英语',
    CARD,
    { synonyms: ['导游语种', '语言', '外语语种', '讲解语种'] },
  ),
  field(
    'qualificationNo',
    'KZ_DYZGZH',
    ['导游资格证号', 'Qualification number'],
    text(32),
    'DZG2026ZJ00012',
    CARD,
    {
      synonyms: ['资格证号', '资格证书号', '导游资格证书编号', '资格证编号', '导游资格证编号'],
    },
  ),
  field(
    'employer',
    'KZ_SSLXS',
    ['所属旅行社（注册机构）', 'Agency or guide association'],
    text(200),
    '杭州样例山水旅行社有限公司',
    SYSTEM,
    {
      synonyms: [
        '所属旅行社',
        '注册机构',
        '旅行社',
        '所在旅行社',
        '注册单位',
        '所属单位',
        '工作单位',
        '所属机构',
      ],
    },
  ),
  field('education', 'KZ_XL', ['学历', 'Education'], text(20), '本科', CARD, {
    section: 'holder',
    obligation: 'optional',
    synonyms: ['文化程度', '最高学历'],
  }),
  field('isTourLeader', 'KZ_LDBA', ['备案领队', 'Registered tour leader'], boolean, '否', SYSTEM, {
    obligation: 'optional',
    synonyms: ['是否备案领队', '是否领队', '领队'],
  }),
  field('leaderType', 'KZ_LDLB', ['领队类别', 'Type of tour leader'], code('leader-type'), '出境', SYSTEM, {
    obligation: 'conditional',
    mandatoryWhen: { field: 'isTourLeader', in: ['true'] },
    synonyms: ['领队类型'],
  }),
  ...contactFields,
]
