import { type CivilDate } from '../../kernel/instant.ts'
import { type Regions } from '../codes/region.ts'
import { type FieldValues, type LifeEvent } from './kind.ts'
import { type RuleIssuer } from './rules.ts'

export interface CheckContext {
  readonly regions: Regions
  readonly event: LifeEvent
  readonly today: CivilDate
  /** The office; without it nothing is said of its level. */
  readonly issuer?: RuleIssuer
  /** Values of the licence that is changed or renewed. */
  readonly previous?: FieldValues
  /**
   * A licence that exists already is taken over: number and date of issue must be there, what else is missing only warns,
   * and nothing is closed.
   */
  readonly stock?: boolean
}
