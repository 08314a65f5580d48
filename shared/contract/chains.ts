import { z } from 'zod'
import { type ChainFault, type JournalRecord, type OutboxRecord } from '../domain/sync/chain.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { nothing, pageSize, seqNumber, shortText } from './text.ts'

export interface ChainPage<Rec> {
  readonly records: readonly Rec[]
  readonly total: number
  readonly next: number | null
}

export interface ChainReport {
  readonly ok: boolean
  readonly records: number
  readonly lastHash: string
  readonly text: Words
  readonly faults: readonly (ChainFault & { readonly text: Words })[]
}

const query = z.strictObject({
  afterSeq: seqNumber.exactOptional(),
  limit: pageSize,
  subject: shortText.exactOptional(),
})

export const chainsContract = {
  'chains.outbox': channel<ChainPage<OutboxRecord>>()({ input: query }),
  'chains.checkOutbox': channel<ChainReport>()({ input: nothing }),
  'chains.journal': channel<ChainPage<JournalRecord>>()({ input: query }),
  'chains.checkJournal': channel<ChainReport>()({ input: nothing }),
} as const
