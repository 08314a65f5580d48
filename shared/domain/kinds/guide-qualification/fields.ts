import { ISSUED_FIELDS, personFields } from '../common/base-fields.ts'
import { contactFields } from '../common/base-fields.ts'
import { code, field, integer, region } from '../common/field.ts'
import { birthDateField, genderField, photoField } from '../common/people-fields.ts'
import { byDefault, inferred } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const PERSON_BLOCK = inferred('C0304-2022 人员证书的持证主体信息')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...personFields,
  genderField(PERSON_BLOCK),
  birthDateField(PERSON_BLOCK),
  photoField(PERSON_BLOCK),
  field('language', 'KZ_YZ', ['语种', 'Language'], code('guide-language'), '英语', PERSON_BLOCK, {
    synonyms: ['考试语种', '报考语种', '导游语种'],
  }),
  field('examRegion', 'KZ_KSSF', ['考试省份', 'Province of examination'], region, '浙江省', PERSON_BLOCK, {
    synonyms: ['考区', '报考省份', '考试地区', '报考地区'],
  }),
  field(
    'examYear',
    'KZ_KSND',
    ['考试年度', 'Year of examination'],
    integer(1989, 2100),
    '2026',
    byDefault('编号疑含年份'),
    {
      obligation: 'optional',
      synonyms: ['考试年份', '年度', '报考年度'],
    },
  ),
  ...contactFields,
]
