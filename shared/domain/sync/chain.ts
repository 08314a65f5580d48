import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import { type Instant } from '../../kernel/instant.ts'

/** What an outbox record tells the national store. */
export const OUTBOX_TYPES = ['licence-metadata', 'catalogue', 'item-data', 'seal-use', 'status'] as const

export type OutboxType = (typeof OUTBOX_TYPES)[number]

export interface OutboxEntry {
  readonly type: OutboxType
  /** 证照标识 that the record is about. */
  readonly subject: string
  readonly payload: Json
}

export interface OutboxRecord extends OutboxEntry {
  /** 1, 2, 3 … without a gap: the store can prove that nothing is missing. */
  readonly seq: number
  readonly recordId: string
  readonly at: Instant
  readonly prevHash: string
  readonly hash: string
}

export interface JournalEntry {
  /** `licence.issued`, `application.returned`, `licence.revealed` … */
  readonly action: string
  readonly actorId: string
  readonly actorName: string
  readonly subjectType: string
  readonly subjectId: string
  /** Never holds a secret or an unmasked ID number. */
  readonly detail: Json
}

export interface JournalRecord extends JournalEntry {
  readonly seq: number
  /** The device's clock, as it was: it may be wrong, and going back is seen in the chain. */
  readonly at: Instant
  readonly prevHash: string
  readonly hash: string
}

/** The hash of the record before the first. */
export const CHAIN_START = '0'.repeat(64)

/** The text that is hashed (SHA-256 of its UTF-8) to make a record's `hash`; everything but the hash itself. */
export function chainText(record: Omit<OutboxRecord, 'hash'> | Omit<JournalRecord, 'hash'>): string {
  return canonicalJson(record as unknown as Json)
}

export interface ChainFault {
  readonly seq: number
  readonly fault: 'gap' | 'hash-wrong' | 'link-wrong'
}
