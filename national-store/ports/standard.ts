import { type Regions } from '../../shared/domain/codes/region.ts'
import { type KindDefinition } from '../../shared/domain/kinds/kind.ts'

/** The standard that records are screened by: the kinds of the pack in force, and the region table. */
export interface StoreStandard {
  readonly identifierRoot: string
  readonly kinds: readonly KindDefinition[]
  readonly regions: Regions
}
