import { contactFields, ISSUED_FIELDS, personFields } from '../common/base-fields.ts'
import { field, integer } from '../common/field.ts'
import { birthDateField, genderField, photoField } from '../common/people-fields.ts'
import { found, inferred } from '../common/sources.ts'
import { type FieldDefinition } from '../kind.ts'

const PERSON_BLOCK = inferred('C0304-2022 人员证书的持证主体信息')

export const fields: readonly FieldDefinition[] = [
  ...ISSUED_FIELDS,
  ...personFields,
  genderField(PERSON_BLOCK),
  birthDateField(PERSON_BLOCK),
  photoField(found('演出经纪人员资格认定考试公告：1 寸白底')),
  field(
    'examYear',
    'KZ_KSND',
    ['考试年度', 'Year of examination'],
    integer(2000, 2100),
    '2026',
    found('2020 年起由部组织考试和发证'),
    {
      synonyms: ['批准年度', '考试年份', '年度', '考试（批准）年度'],
    },
  ),
  ...contactFields,
]
