import { type Stores } from '../../ports/database.ts'
import { type ChainStore } from '../../ports/stores/chains.ts'
import { type BackupManifest } from './backup-manifest.ts'

export interface ChainHead {
  readonly records: number
  /** 64 zeros for an empty chain. */
  readonly lastHash: string
}

/** The end of a chain, without walking it. */
export function headOf(chain: ChainStore<unknown, { readonly hash: string }>): ChainHead {
  const records = chain.count()
  const last = records === 0 ? undefined : chain.list({ afterSeq: records - 1, limit: 1 })[0]
  return { records, lastHash: last?.hash ?? '0'.repeat(64) }
}

/** What a backup and its database must agree on. */
export type BackupFacts = Pick<BackupManifest, 'counts' | 'outbox' | 'journal'>

export function factsOf(stores: Stores): BackupFacts {
  const blocks = stores.numbers.blocks()
  return {
    counts: {
      licences: stores.licences.count(),
      users: stores.users.list().length,
      seals: stores.seals.list().length,
      blocks: blocks.length,
      numbersUsed: blocks.reduce((sum, block) => sum + block.next, 0),
    },
    outbox: headOf(stores.outbox),
    journal: headOf(stores.journal),
  }
}
