import { type FieldValue } from '../../../shared/domain/kinds/kind.ts'

/** Whether two values are the same to a form: what was never given is the same as nothing. */
export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
