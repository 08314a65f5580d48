import {
  type ChainFault,
  type JournalEntry,
  type JournalRecord,
  type OutboxEntry,
  type OutboxRecord,
  type OutboxType,
} from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'

/** What a person looks for in a chain. */
export interface ChainSearch {
  /** Records before this number; left out, from the newest on. */
  readonly beforeSeq?: number
  readonly limit: number
  readonly subject?: string
  /** Who did it, in the journal; what sort it is, in the outbox. */
  readonly sort?: string
  /** By the clock of the record: from this moment on, and before that one. */
  readonly from?: Instant
  readonly until?: Instant
}

/** What a walk over a whole chain found. */
export interface WalkedChain {
  readonly records: number
  readonly lastHash: string
  readonly faults: readonly ChainFault[]
}

/** A numbered hash chain on disk: appended to inside the transaction of the act it tells of, never changed. */
export interface ChainStore<Entry, Rec> {
  append(entry: Entry, at: Instant): Rec
  list(query: {
    readonly afterSeq?: number
    readonly limit: number
    readonly subject?: string
  }): readonly Rec[]
  /** Newest first. */
  search(query: ChainSearch): readonly Rec[]
  /**
   * Walks the whole chain in order and names every fault (at most 100). Stops behind each thousand records, so that
   * whoever walks can give others a turn; what is appended meanwhile is walked too.
   */
  walk(): Generator<void, WalkedChain>
  count(): number
  get(seq: number): Rec | undefined
  /** The number and the hash of the last record. */
  head(): { readonly seq: number; readonly hash: string }
}

export interface OutboxStore extends ChainStore<OutboxEntry, OutboxRecord> {
  /** How many records of each sort there are. */
  countByType(): Readonly<Record<OutboxType, number>>
}

export interface JournalStore extends ChainStore<JournalEntry, JournalRecord> {
  /** The latest time that an entry behind `afterSeq` bears; undefined when there is none. */
  newestAt(afterSeq: number): Instant | undefined
  /** How often each action was written down since that moment; reads no further back. */
  tally(since: Instant): Readonly<Record<string, number>>
}
