import { type FieldValues } from '../kind.ts'

/** A realistic and obviously invented application. Photos are not part of it. */
export interface KindExample {
  readonly id: string
  readonly values: FieldValues
}
