import { type FieldDefinition } from '../kind.ts'
import { type Source } from '../../source.ts'
import { code, date, field, photo, text } from './field.ts'
import { memory } from './sources.ts'

export const legalRepField = (label: string, source: Source): FieldDefinition =>
  field('legalRep', 'KZ_FDDBR', [label, 'Legal representative'], text(100), '王样例', source, {
    personal: 'name',
    synonyms: [
      '法定代表人',
      '法人代表',
      '法人',
      '法人姓名',
      '法定代表人姓名',
      '法人代表姓名',
      'place_main_manager',
    ].filter(name => name !== label),
  })

export const principalField = (source: Source, obligation: FieldDefinition['obligation']): FieldDefinition =>
  field('principal', 'KZ_ZYFZR', ['主要负责人', 'Person in charge'], text(100), '赵样例', source, {
    obligation,
    personal: 'name',
    synonyms: ['负责人', '负责人姓名', '主要负责人姓名', 'place_manager'],
  })

export const genderField = (source: Source): FieldDefinition =>
  field('gender', 'KZ_XB', ['性别', 'Gender'], code('gender'), '女', source, { section: 'holder' })

export const birthDateField = (source: Source): FieldDefinition =>
  field('birthDate', 'KZ_CSRQ', ['出生日期', 'Date of birth'], date, '1990年1月2日', source, {
    section: 'holder',
    obligation: 'optional',
    personal: 'birth-date',
    synonyms: ['出生年月', '出生年月日', '生日'],
  })

export const photoField = (source: Source): FieldDefinition =>
  field('photo', 'KZ_ZP', ['照片', 'Photo'], photo, 'sha256:…', source, {
    section: 'holder',
    personal: 'photo',
    synonyms: ['相片', '证件照', '照片文件'],
  })

export const ethnicityField: FieldDefinition = field(
  'ethnicity',
  'KZ_MZ',
  ['民族', 'Ethnicity'],
  text(20),
  '汉族',
  memory('导游证 IC 卡芯片内容'),
  { section: 'holder', obligation: 'optional' },
)
