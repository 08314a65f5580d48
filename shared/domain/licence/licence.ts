import { type CivilDate, type Instant } from '../../kernel/instant.ts'
import { type FieldValues, type KindId, type LifeEvent } from '../kinds/kind.ts'

/**
 * `superseded`: a newer version (change, renewal, reissue) took its place. Expiry is not a status: it follows from
 * `validTo` and the day, see `shownStatus`.
 */
export const LICENCE_STATUSES = [
  'valid',
  'suspended',
  'superseded',
  'cancelled',
  'withdrawn',
  'revoked',
] as const

export type LicenceStatus = (typeof LICENCE_STATUSES)[number]

/** One issued version of a licence: one face, one 证照标识, one electronic copy. Versions of one licence share `lineageId`. */
export interface Licence {
  readonly id: string
  /** The id of the first version: the licence as an act of the office, through all its versions. */
  readonly lineageId: string
  readonly kind: KindId
  /** 证照编号, normalised. */
  readonly number: string
  /** 证照标识 of GB/T 36904. Null only for stock from before identifiers. */
  readonly identifier: string | null
  /** 1, 2, … within its lineage. */
  readonly version: number
  /** 关联证照标识: the identifier of the version before. */
  readonly previousIdentifier: string | null
  readonly status: LicenceStatus
  readonly statusSince: Instant
  readonly holderName: string
  readonly holderCode: string
  /** GB/T 36903 App. A. */
  readonly holderCodeType: string
  readonly values: FieldValues
  readonly issueDate: CivilDate
  readonly validFrom: CivilDate
  /** Null is 长期. */
  readonly validTo: CivilDate | null
  readonly issuerName: string
  readonly issuerCode: string
  /** GB/T 2260 of the issuer. */
  readonly region: string
  /** The event that made this version. */
  readonly event: LifeEvent
  readonly faceNote: string | null
  /** `issued` here, or taken over from the office's `stock`. */
  readonly origin: 'issued' | 'stock'
  /** For stock: where it came from, in the importer's words. */
  readonly originNote: string | null
  readonly applicationId: string | null
  readonly approvedByName: string | null
  readonly issuedByName: string
  readonly issuedAt: Instant
  readonly specimen: boolean
  /** The standard pack in force when it was made. */
  readonly packVersion: string
}

export type ShownStatus = LicenceStatus | 'expired'

/** What a clerk reads on that day: a valid licence past its last day is `expired`. */
export function shownStatus(licence: Pick<Licence, 'status' | 'validTo'>, today: CivilDate): ShownStatus {
  return licence.status === 'valid' && licence.validTo !== null && licence.validTo < today
    ? 'expired'
    : licence.status
}

/** Only these may be printed, handed over, or stand for a paper that need not be handed in. */
export const inForce = (licence: Pick<Licence, 'status' | 'validTo'>, today: CivilDate): boolean =>
  shownStatus(licence, today) === 'valid'

/** The electronic copy (and later formats) of a licence, on disk. */
export interface CopyFile {
  readonly licenceId: string
  readonly format: 'pdf'
  /** Relative to the data folder, with forward slashes. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

export interface LicenceSummary {
  readonly id: string
  readonly kind: KindId
  readonly number: string
  readonly identifier: string | null
  readonly version: number
  readonly holderName: string
  readonly holderCode: string
  readonly holderCodeType: string
  readonly status: LicenceStatus
  readonly issueDate: CivilDate
  readonly validTo: CivilDate | null
  readonly origin: 'issued' | 'stock'
}

/** Fields are combined with and; absent ones do not restrict. */
export interface LicenceQuery {
  /** Anything typed into the search box: identifier, number, code, or part of a name (two characters are enough). */
  readonly text?: string
  readonly number?: string
  readonly identifier?: string
  readonly holderCode?: string
  /** Part of the holder's name, at least two characters. */
  readonly name?: string
  readonly kind?: KindId
  readonly status?: LicenceStatus | 'expired'
  readonly issuedFrom?: CivilDate
  readonly issuedTo?: CivilDate
  readonly expiresFrom?: CivilDate
  readonly expiresTo?: CivilDate
  /** At most 500. */
  readonly limit: number
  /** The `cursor` of the page before. */
  readonly after?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Null at the end. */
  readonly cursor: string | null
}
