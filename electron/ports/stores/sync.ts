import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type RecordVerdict, type ReturnReason } from '../../../shared/domain/sync/receipt.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Words } from '../../../shared/kernel/words.ts'

/** The batch that is under way. It is kept before it is sent, so that a lost answer is asked for again under the same id. */
export interface OpenBatch {
  readonly id: string
  /** The last record of the chain when the batch was made. */
  readonly head: { readonly seq: number; readonly hash: string }
  readonly seqs: readonly number[]
  /** How often it was sent without an answer that could be taken. */
  readonly sent: number
  readonly madeAt: Instant
}

export interface KeptReceipt {
  readonly id: string
  readonly batchId: string
  /** The store's clock. */
  readonly at: Instant
  readonly keptAt: Instant
  /** The signed text as it came. */
  readonly body: string
}

/** A record that the store returned, while nothing has taken its place. */
export interface ReturnedRecord {
  readonly seq: number
  readonly lane: string
  readonly receiptId: string
  readonly reasons: readonly ReturnReason[]
  /** The record that corrects it, where one is under way. */
  readonly correctedBy: number | null
}

/** A record that steps aside for a while so that it delays no other. */
export interface AsideRecord {
  readonly seq: number
  readonly tries: number
  readonly notBefore: Instant
  readonly answer: AppError
}

export interface QueueCounts {
  readonly waiting: number
  readonly accepted: number
  /** Returned, ever; `returned()` lists those that nothing has taken the place of. */
  readonly returned: number
}

/** One record of the chain, to be compared. */
export interface ChainLine {
  readonly seq: number
  readonly recordId: string
  readonly hash: string
  readonly state: 'waiting' | 'accepted' | 'returned'
}

export interface KeptChange {
  readonly cursor: number
  readonly type: string
  readonly at: Instant
  readonly body: Json
  /** `applied`, `refused`, `unknown` (a type of a later version) or `nothing-to-do`. */
  readonly outcome: 'applied' | 'refused' | 'unknown' | 'nothing-to-do'
  /** What the clerk must be told of it. */
  readonly notice: Words | null
}

export interface Lease {
  readonly requestId: string
  readonly kind: KindId
  readonly selector: Readonly<Record<string, string>>
  readonly count: number
  readonly askedAt: Instant
}

/** What became of the records of the outbox, and what came back for them. */
export interface SyncStore {
  /** Fronts of free lanes that never stepped aside, by number. Reads nothing that is settled. */
  ready(limit: number): readonly number[]
  /** A front that stepped aside and may be tried again. It goes alone, and after the others: it delays none. */
  due(now: Instant): number | undefined
  counts(): QueueCounts
  oldestWaiting(): number | undefined
  batch(): OpenBatch | undefined
  /** @throws when a batch is under way */
  openBatch(batch: OpenBatch): void
  noteSent(): void
  /** Forgets the batch; its records wait as before. */
  dropBatch(): void
  /**
   * Keeps the receipt, settles the records and closes the batch: accepted ones free their lane for the next, returned ones
   * hold it. @throws where a verdict is about no waiting record
   */
  settle(receipt: KeptReceipt, verdicts: readonly Pick<RecordVerdict, 'seq' | 'verdict' | 'reasons'>[]): void
  /** Lets records wait again that the store says it has not got. @returns how many */
  waitAgain(ranges: readonly (readonly [number, number])[]): number
  /** How often the record has stepped aside. */
  triesOf(seq: number): number
  setAside(seq: number, until: Instant, answer: AppError): void
  /** Everything that is aside may go now. */
  clearAsides(): void
  asides(limit: number): readonly AsideRecord[]
  /** Returned records that hold their lane, by number. */
  returned(limit: number): readonly ReturnedRecord[]
  returnedRecord(seq: number): ReturnedRecord | undefined
  /** The record `by` takes the place of a returned one: it goes before what waits behind it. @throws where it cannot */
  correct(seq: number, by: number): void
  /** A returned record that needs nothing to take its place any more. */
  letGo(seq: number): void
  /** The signed text of the receipt that settled the record. */
  receiptOf(seq: number): KeptReceipt | undefined
  /** Records of the chain whose own clock lies in the span, by number. */
  linesBetween(from: Instant, until: Instant): readonly ChainLine[]
  /** @returns false where that change was kept before */
  keepChange(change: KeptChange, takenAt: Instant): boolean
  /** Where the next pull begins. */
  cursor(): number
  /** What the clerk must be told and has not seen. */
  notices(limit: number): readonly KeptChange[]
  noticeSeen(cursor: number): void
  /** Asked for, and not answered yet. */
  openLeases(): readonly Lease[]
  /** Asked for since then, and refused. */
  refusedLeases(since: Instant): readonly Lease[]
  askLease(lease: Lease): void
  answerLease(requestId: string, blockId: string): void
}
