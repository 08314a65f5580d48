import { finding } from './common/rules.ts'
import { type FieldFinding } from './finding.ts'
import { type FieldDefinition } from './kind.ts'

/** Controls, line ends of their own kind, and what nobody sees: marks that turn writing about, zero widths, selectors. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Halves of surrogate pairs, and what stands where a character got lost. */
const LOST = /[\p{Cs}\ufffc-\uffff]/u

/** Never part of a licence, whatever fonts there are; `checkType` says so of a field that has one. */
export const isUnusable = (char: string): boolean => INVISIBLE.test(char) || LOST.test(char)

const codePoint = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The text itself as the whole value of its field, where it is: only then can it be put right at once. */
function unusable({ id, label }: FieldDefinition, char: string, value: string | undefined): FieldFinding {
  const name = codePoint(char)
  if (LOST.test(char))
    return finding(
      id,
      'fault',
      'bad-character',
      `${label.zh}含有无法识别的字符 ${name}（多因转换编码时丢字），请把该处重新录入`,
      `${label.en} has ${name}, which stands where a character got lost: enter that place again`,
    )
  return finding(
    id,
    'fault',
    'bad-character',
    `${label.zh}含有看不见的字符 ${name}（多由粘贴带入），请删除后重新录入该处`,
    `${label.en} has the invisible character ${name}, pasted in as a rule: delete it and enter that place again`,
    value === undefined
      ? undefined
      : {
          value: value.replaceAll(new RegExp(INVISIBLE, 'gu'), ''),
          text: { zh: '删去看不见的字符', en: 'take the invisible characters out' },
        },
  )
}

/** What is wrong with the characters of a text. `lines`: line breaks are part of it. `whole`: it is all of the field's value. */
export function checkCharacters(
  field: FieldDefinition,
  text: string,
  { lines = false, whole = false }: { readonly lines?: boolean; readonly whole?: boolean } = {},
): readonly FieldFinding[] {
  const bad = [...text].find(char => isUnusable(char) && !(lines && char === '\n'))
  if (bad !== undefined) return [unusable(field, bad, whole && !lines ? text : undefined)]
  return /\p{Co}/u.test(text)
    ? [
        finding(
          field.id,
          'warning',
          'private-character',
          `${field.label.zh}含有自造字，请改用国家标准汉字`,
          `${field.label.en} has a private-use character: take the standard one`,
        ),
      ]
    : []
}
