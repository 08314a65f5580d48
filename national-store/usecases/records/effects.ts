import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type CatalogueRow } from '../screening/payloads.ts'
import { type LicenceRow, type NumberRow } from './register.ts'
import { type StatusNow } from './merge-status.ts'

export interface StatusEventRow extends StatusNow {
  readonly licenceId: string
  readonly byName: string
  readonly reason: string | null
  readonly decisionNumber: string | null
  readonly replacedBy: string | null
  readonly applied: boolean
}

export interface ChangeRow {
  readonly officeCode: string
  /** The one workstation that it is for; null for all of the office. */
  readonly onlyFor: string | null
  /** Who made it, and need not be told. */
  readonly notFor: string | null
  readonly type: string
  readonly at: Instant
  readonly body: object
}

/** What a batch makes of the store besides the chain itself. Licences and numbers are kept under their last state. */
export interface Effects {
  readonly created: Map<string, LicenceRow>
  readonly changed: Map<string, LicenceRow>
  readonly numbersNew: Map<string, NumberRow>
  readonly numbersChanged: Map<string, NumberRow>
  readonly seen: { readonly blockId: string; readonly place: number; readonly licenceId: string }[]
  readonly catalogue: Map<
    string,
    { readonly officeCode: string; readonly row: CatalogueRow; readonly at: Instant }
  >
  readonly items: Map<
    string,
    { readonly receiptNumber: string; readonly event: string; readonly item: unknown; readonly at: Instant }
  >
  readonly sealUses: {
    readonly record: OutboxRecord
    readonly seal: string
    readonly certificate: string
    readonly digest: string
  }[]
  readonly statuses: StatusEventRow[]
  /** Events that came before their licence and have been looked at now. */
  readonly settled: number[]
  readonly changes: ChangeRow[]
  /** Returned records by their id, and the record that has taken the place. */
  readonly corrected: Map<string, string>
}

export const noEffects = (): Effects => ({
  created: new Map(),
  changed: new Map(),
  numbersNew: new Map(),
  numbersChanged: new Map(),
  seen: [],
  catalogue: new Map(),
  items: new Map(),
  sealUses: [],
  statuses: [],
  settled: [],
  changes: [],
  corrected: new Map(),
})
