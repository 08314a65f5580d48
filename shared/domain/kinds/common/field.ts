import { words } from '../../../kernel/words.ts'
import { type Source } from '../../source.ts'
import { type FieldDefinition, type FieldType } from '../kind.ts'

export const text = (maxLength: number): FieldType => ({ type: 'text', maxLength })
export const date: FieldType = { type: 'date' }
export const photo: FieldType = { type: 'photo' }
export const region: FieldType = { type: 'region' }
export const boolean: FieldType = { type: 'boolean' }
export const code = (table: string): FieldType => ({ type: 'code', table })
export const integer = (min: number, max: number): FieldType => ({ type: 'integer', min, max })

type Rest = Partial<
  Pick<FieldDefinition, 'section' | 'obligation' | 'mandatoryWhen' | 'entry' | 'personal' | 'synonyms'>
>

/** A field as most are: mandatory, typed by the clerk, part of the permit. What differs is named in `rest`. */
export function field(
  id: string,
  shortName: string,
  label: readonly [zh: string, en: string],
  type: FieldType,
  example: string,
  source: Source,
  rest: Rest = {},
): FieldDefinition {
  return {
    id,
    shortName,
    label: words(label[0], label[1]),
    section: 'permit',
    type,
    obligation: 'mandatory',
    entry: 'clerk',
    synonyms: [],
    example,
    source,
    ...rest,
  }
}
