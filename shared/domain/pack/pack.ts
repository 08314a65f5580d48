import { type CivilDate } from '../../kernel/instant.ts'
import { type Words } from '../../kernel/words.ts'
import { type KindDefinition, type KindId, type SealPurpose } from '../kinds/kind.ts'
import { type Source } from '../source.ts'

/** A fact with where it is known from. */
export interface Sourced<T> {
  readonly value: T
  readonly source: Source
}

/** Figures that no kind owns. Days are calendar days unless the name says working days. */
export interface PackFigures {
  /** An objection to a licence's data must be answered within. */
  readonly objectionWorkingDays: Sourced<number>
  /** A licence must be handed over within, after the decision. */
  readonly deliveryWorkingDays: Sourced<number>
  /** Licences that end within these days are shown as about to expire. */
  readonly expiryWarningDays: Sourced<number>
  /** A block with no more numbers than these is shown as about to run dry. */
  readonly lowBlockNumbers: Sourced<number>
}

/**
 * All that the program takes from standards and statutes, as data that can be replaced: where the real standards say otherwise
 * than we could find out, a new pack says so and no code changes.
 */
export interface StandardPack {
  readonly format: typeof PACK_FORMAT
  readonly schema: typeof PACK_SCHEMA
  /** `major.minor.patch`; kept with every licence made under it. */
  readonly version: string
  readonly name: Words
  readonly published: CivilDate
  /** Root of 证照标识. */
  readonly identifierRoot: Sourced<string>
  /** Address in the QR code, with `{identifier}` once. */
  readonly qrTemplate: Sourced<string>
  /** Names of the two seals. */
  readonly sealNames: Readonly<Record<SealPurpose, Sourced<string>>>
  /** Words at the foot of the culture series. */
  readonly supervisor: Sourced<string>
  readonly figures: PackFigures
  readonly kinds: readonly KindDefinition[]
}

export const PACK_FORMAT = 'licence-workstation-standard-pack'
export const PACK_SCHEMA = 1

export const kindsOf = (pack: StandardPack): readonly KindDefinition[] => pack.kinds

/** The definition of a kind. @throws never on a loaded pack: the loader asks for every kind */
export function kindOfPack(pack: StandardPack, id: KindId): KindDefinition {
  const found = pack.kinds.find(kind => kind.id === id)
  if (!found) throw new Error(`the standard pack ${pack.version} lacks the kind ${id}`)
  return found
}

/** The text of a licence's QR code. */
export const verificationAddress = (pack: Pick<StandardPack, 'qrTemplate'>, identifier: string): string =>
  pack.qrTemplate.value.replace('{identifier}', () => encodeURIComponent(identifier))
