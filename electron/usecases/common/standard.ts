import { type KindDefinition, type KindId, type SealPurpose } from '../../../shared/domain/kinds/kind.ts'
import { type Regions } from '../../../shared/domain/codes/region.ts'

/** The standard pack in force, and the region table: what the rules of every kind are read from. */
export interface Standard {
  readonly packVersion: string
  /** Root of 证照标识. */
  readonly identifierRoot: string
  /** The two seals' names. */
  readonly sealNames: Readonly<Record<SealPurpose, string>>
  readonly kinds: readonly KindDefinition[]
  kind(id: KindId): KindDefinition
  readonly regions: Regions
  /** The text of the QR code: the verification address with the identifier in it. */
  verificationAddress(identifier: string): string
}
