import { type OutboxType } from '../../../shared/domain/sync/chain.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type Hit, type Subject, type World } from './subject.ts'

/** One rule by which records are screened: its id is the code of its reasons, its words say what must hold. */
export interface ScreeningRule<Type extends OutboxType = OutboxType> {
  readonly id: string
  readonly rule: Words
  readonly type: Type
  check(subject: Extract<Subject, { readonly type: Type }>, world: World): readonly Hit[]
}

export const screeningRule = <const Type extends OutboxType>(
  id: string,
  type: Type,
  rule: Words,
  check: ScreeningRule<Type>['check'],
): ScreeningRule => ({ id, type, rule, check }) as unknown as ScreeningRule
