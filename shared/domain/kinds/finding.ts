import { type Words } from '../../kernel/words.ts'
import { type FieldValue } from './kind.ts'

/** Something wrong with a value, or worth a look. A fault blocks; a warning does not. */
export interface FieldFinding {
  /** Id of the field; null when it is about no one field. */
  readonly field: string | null
  readonly severity: 'fault' | 'warning'
  readonly code: string
  /** What is wrong, with an example of right. */
  readonly text: Words
  /** A value that would be right, for one key. */
  readonly repair?: { readonly value: FieldValue; readonly text: Words }
}
