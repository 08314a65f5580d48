import { z } from 'zod'
import {
  OUTBOX_TYPES,
  type ChainFault,
  type JournalRecord,
  type OutboxRecord,
  type OutboxType,
} from '../domain/sync/chain.ts'
import { type Instant } from '../kernel/instant.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { idText, nothing, pageSize, seqNumber, shortText } from './text.ts'
import { civilDay } from './values.ts'

/** Newest first. */
export interface ChainPage<Rec> {
  readonly records: readonly Rec[]
  /** How many the whole chain has. */
  readonly total: number
  /** Pass as `beforeSeq` for the page after this one; null at the end. */
  readonly next: number | null
}

export interface ChainReport {
  readonly ok: boolean
  readonly records: number
  readonly lastHash: string
  readonly text: Words
  readonly faults: readonly (ChainFault & { readonly text: Words })[]
}

/** What waits to be reported. `none`: no store to report to; `good`: the last try went well; `trouble`: it did not. */
export interface Waiting {
  readonly connection: 'none' | 'good' | 'trouble'
  readonly records: number
}

export interface WaitingSorts extends Waiting {
  readonly byType: Readonly<Record<OutboxType, number>>
  readonly oldest: Instant | null
}

const query = z.strictObject({
  beforeSeq: seqNumber.exactOptional(),
  limit: pageSize,
  subject: shortText.exactOptional(),
  from: civilDay.exactOptional(),
  to: civilDay.exactOptional(),
})

export const chainsContract = {
  'chains.waiting': channel<Waiting>()({ input: nothing }),
  'chains.waitingSorts': channel<WaitingSorts>()({ input: nothing }),
  'chains.outbox': channel<ChainPage<OutboxRecord>>()({
    input: query.extend({ type: z.enum(OUTBOX_TYPES).exactOptional() }),
  }),
  'chains.checkOutbox': channel<ChainReport>()({ input: nothing }),
  'chains.journal': channel<ChainPage<JournalRecord>>()({
    input: query.extend({ actorId: idText.exactOptional() }),
  }),
  'chains.people': channel<readonly { readonly id: string; readonly name: string }[]>()({ input: nothing }),
  'chains.checkJournal': channel<ChainReport>()({ input: nothing }),
} as const
