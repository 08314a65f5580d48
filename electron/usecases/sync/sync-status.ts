import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type AsideRecord, type KeptChange, type QueueCounts } from '../../ports/stores/sync.ts'
import { type BasePorts } from '../common/ports.ts'
import { pairingOf } from '../common/pairing.ts'
import { revocationListOf, type HeldList } from './revocation-list.ts'
import { runStateOf, type RunState } from './run-state.ts'

export interface SyncStatus {
  readonly store: { readonly name: string; readonly address: string; readonly validUntil: Instant } | null
  readonly counts: QueueCounts
  readonly oldest: { readonly seq: number; readonly at: Instant } | null
  /** Returned records that nothing has taken the place of; at most a thousand are counted. */
  readonly open: number
  readonly aside: readonly AsideRecord[]
  readonly run: RunState
  /** What happened at the store and has to be seen here. */
  readonly notices: readonly KeptChange[]
  readonly revocationList: HeldList | null
}

const MOST = 50

/** How the reporting stands, without asking the store. */
export function syncStatus(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor): SyncStatus =>
    ports.db.read(stores => {
      const pairing = pairingOf(stores)
      const seq = stores.sync.oldestWaiting()
      const oldest = seq === undefined ? undefined : stores.outbox.get(seq)
      return {
        store: pairing
          ? { name: pairing.storeName, address: pairing.address, validUntil: pairing.validUntil }
          : null,
        counts: stores.sync.counts(),
        oldest: oldest ? { seq: oldest.seq, at: oldest.at } : null,
        open: stores.sync.returned(1_000).length,
        aside: stores.sync.asides(MOST),
        run: runStateOf(stores),
        notices: stores.sync.notices(MOST),
        revocationList: revocationListOf(stores) ?? null,
      }
    })
}
