import {
  type FieldDefinition,
  type FieldValue,
  type FieldValues,
  type KindDefinition,
} from '../../../shared/domain/kinds/kind.ts'
import { type FieldFinding } from '../../../shared/domain/kinds/finding.ts'
import { normaliseValue } from '../../../shared/domain/kinds/normalise-value.ts'
import { metadataText } from '../../../shared/domain/licence/records.ts'
import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { type CivilDate } from '../../../shared/kernel/instant.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type StoreStandard } from '../../ports/standard.ts'
import { type LicenceRow, type Register } from '../records/register.ts'
import { type CatalogueRow, type Content, type Metadata } from './payloads.ts'

/** What a rule found. Without words of its own, the rule's own say what must hold. */
export interface Hit {
  readonly code?: string
  /** GB/T 36903 short name or the path in the payload; null where it is about the whole record. */
  readonly field: string | null
  readonly rule?: Words
  readonly value?: string | null
  readonly suggestion?: string | null
}

export interface World {
  readonly caller: WorkstationCaller
  readonly standard: StoreStandard
  readonly register: Register
  /** The store's day. */
  readonly today: CivilDate
}

/** A licence as its metadata tell it, ready for the rules. */
export interface ToldLicence {
  readonly kind: KindDefinition
  readonly payload: Metadata
  readonly values: FieldValues
  /** Texts that could not be read back into values. */
  readonly unread: readonly FieldFinding[]
}

interface Common {
  readonly record: OutboxRecord
  readonly corrects: string | null
}

/** A record that can be read, with what the rules of its type look at. */
export type Subject = Common &
  (
    | { readonly type: 'licence-metadata'; readonly told: ToldLicence }
    | {
        readonly type: 'catalogue'
        readonly row: CatalogueRow
        readonly kind: KindDefinition
        /** The licence that the row is about; undefined for stock, and while its metadata are not yet right. */
        readonly licence: LicenceRow | undefined
        readonly stock: boolean
      }
    | Exclude<Content, { readonly type: 'licence-metadata' | 'catalogue' }>
  )

export const kindOfTypeCode = (standard: StoreStandard, typeCode: string): KindDefinition | undefined =>
  standard.kinds.find(kind => kind.typeCode === typeCode)

/** What has to be read back from the words of the paper: all of it without typed values, what was corrected in a correction. */
const isTold = (
  kind: KindDefinition,
  { values, fields, corrects }: Metadata,
  field: FieldDefinition,
): boolean =>
  values === undefined ||
  (corrects !== undefined && metadataText(kind, field, values[field.id]) !== (fields[field.shortName] ?? ''))

/**
 * The typed values of a licence. A workstation that does not send them is read by the words of the paper, and so is what a
 * correction says in other words than the values that it has kept.
 */
export function toldLicence(standard: StoreStandard, kind: KindDefinition, payload: Metadata): ToldLicence {
  const values: Record<string, FieldValue> = { ...payload.values }
  const unread: FieldFinding[] = []
  for (const field of kind.fields) {
    if (!isTold(kind, payload, field)) continue
    const read = normaliseValue(kind, field, payload.fields[field.shortName] ?? null, standard.regions)
    if (read.ok) values[field.id] = read.value
    else unread.push({ field: field.id, severity: 'fault', code: read.error.code, text: read.error.text })
  }
  return { kind, payload, values, unread }
}

export const textIn = (values: FieldValues, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}
