import { type FieldValues, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type OutboxType } from '../../../shared/domain/sync/chain.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { type StatusNow } from './merge-status.ts'

/** One version of a licence as the store keeps it. */
export interface LicenceRow extends StatusNow {
  readonly province: string
  readonly year: number
  /** 证照标识; `<kind>:<number>` for stock from before identifiers. */
  readonly id: string
  /** The id of the first version that the store knows. */
  readonly lineage: string
  readonly version: number
  readonly kind: KindId
  readonly number: string
  readonly identifier: string | null
  readonly previous: string | null
  readonly successor: string | null
  readonly holderName: string
  readonly holderCode: string
  readonly holderCodeType: string
  readonly issueDate: CivilDate
  readonly validFrom: CivilDate | null
  readonly validTo: CivilDate | null
  readonly officeCode: string
  readonly issuerName: string
  readonly region: string
  readonly origin: 'issued' | 'stock'
  readonly specimen: boolean
  readonly packVersion: string
  readonly fileSha256: string | null
  readonly values: FieldValues
  readonly workstationId: string
}

/** Whose a number is, through all versions of its licence. */
export interface NumberRow {
  readonly kind: KindId
  readonly number: string
  readonly lineage: string
  readonly newest: string
  readonly officeCode: string
}

/** The block that holds a number. */
export interface LentPlace {
  readonly blockId: string
  readonly workstationId: string
  readonly place: number
  /** From here on the block was given back; null while all of it is lent. */
  readonly returnedNext: number | null
}

export interface SentBefore {
  readonly type: OutboxType
  readonly subject: string
  readonly verdict: 'accepted' | 'returned'
  readonly correctedBy: string | null
}

/** A status that a counter told of a licence, in the order in which it came. */
export interface ToldStatus extends StatusNow {
  readonly eventId: number
}

/**
 * What the store knows of everything that a batch speaks of, and what the batch has made of it so far: read in a few
 * statements, changed record by record, written in a few statements.
 */
export interface Register {
  readonly licences: Map<string, LicenceRow>
  /** Licences without an identifier, by office and number: their ids. */
  readonly stock: Map<string, string>
  /** By `<kind>:<number>`. */
  readonly numbers: Map<string, NumberRow>
  readonly lent: ReadonlyMap<string, LentPlace>
  /** Subjects whose metadata were returned and not yet corrected: what else comes of them is no stock. */
  readonly open: Set<string>
  readonly sent: Map<string, SentBefore>
  /** Statuses that came before their licence. */
  readonly told: Map<string, ToldStatus[]>
  /** Why the store decided against a licence, for whoever did not know. */
  readonly decisions: Map<string, Decision>
  readonly files: ReadonlySet<string>
}

export interface Decision {
  readonly reason: string | null
  readonly decisionNumber: string | null
  readonly byName: string
}

export const numberKey = (kind: KindId, number: string): string => `${kind}:${number}`

/** The licence that a record's subject names: its identifier, or the number of stock that has none. */
export const licenceOf = (register: Register, subject: string, officeCode: string): LicenceRow | undefined =>
  register.licences.get(subject) ??
  register.licences.get(register.stock.get(stockKey(officeCode, subject)) ?? '')

export const stockKey = (officeCode: string, number: string): string => `${officeCode}:${number}`

/** Takes a licence up, so that it is found by its id and, where it has no identifier, by its office and number. */
export function remember(register: Register, row: LicenceRow): void {
  register.licences.set(row.id, row)
  if (row.identifier === null) register.stock.set(stockKey(row.officeCode, row.number), row.id)
}
