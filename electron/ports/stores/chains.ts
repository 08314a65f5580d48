import {
  type ChainFault,
  type JournalEntry,
  type JournalRecord,
  type OutboxEntry,
  type OutboxRecord,
} from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

/** A numbered hash chain on disk: appended to inside the transaction of the act it tells of, never changed. */
export interface ChainStore<Entry, Rec> {
  append(entry: Entry, at: Instant): Rec
  list(query: {
    readonly afterSeq?: number
    readonly limit: number
    readonly subject?: string
  }): readonly Rec[]
  /** Walks the whole chain in order and names every fault (at most 100). */
  check(): { readonly records: number; readonly lastHash: string; readonly faults: readonly ChainFault[] }
  count(): number
}

export type OutboxStore = ChainStore<OutboxEntry, OutboxRecord>

export type JournalStore = ChainStore<JournalEntry, JournalRecord>
