import { type Actor } from '../../../shared/domain/people/user.ts'
import { type JournalRecord, type OutboxRecord, type OutboxType } from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'
import { pairingOf } from '../common/pairing.ts'
import { type BasePorts } from '../common/ports.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { runStateOf } from '../sync/run-state.ts'
import { newestPage, type ChainPage, type ChainSearch } from './chain-page.ts'

/** Who did what and when, newest first. */
export function browseJournal(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor, query: ChainSearch): ChainPage<JournalRecord> =>
    ports.db.read(stores => newestPage(stores.journal, query))
}

/** What is queued for the national store, newest first. */
export function browseOutbox(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor, query: ChainSearch): ChainPage<OutboxRecord> =>
    ports.db.read(stores => newestPage(stores.outbox, query))
}

/** People who may stand in the journal, by the names they have now; the program itself among them. */
export function journalPeople(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor): readonly { readonly id: string; readonly name: string }[] => [
    ...ports.db.read(stores => stores.users.list()).map(({ id, name }) => ({ id, name })),
    { id: SYSTEM_ACTOR.userId, name: SYSTEM_ACTOR.name },
  ]
}

export interface Waiting {
  /** `none`: no store to report to, so that every record waits; `good`: the last try went well; `trouble`: it did not. */
  readonly connection: 'none' | 'good' | 'trouble'
  readonly records: number
}

/** How much waits to be reported: asked often, so that it costs one row. */
export function outboxWaiting(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor): Waiting =>
    ports.db.read(stores => ({
      connection: !pairingOf(stores) ? 'none' : runStateOf(stores).trouble === null ? 'good' : 'trouble',
      records: stores.sync.counts().waiting,
    }))
}

export interface WaitingSorts extends Waiting {
  readonly byType: Readonly<Record<OutboxType, number>>
  /** When the record that has waited longest was made. */
  readonly oldest: Instant | null
}

function oldestOf(stores: Stores): Instant | null {
  const seq = stores.sync.oldestWaiting()
  return seq === undefined ? null : (stores.outbox.get(seq)?.at ?? null)
}

/** What waits to be reported, and how many records of each sort there are. */
export function outboxSorts(ports: Pick<BasePorts, 'db'>) {
  return (actor: Actor): WaitingSorts => ({
    ...outboxWaiting(ports)(actor),
    ...ports.db.read(stores => ({
      byType: stores.outbox.countByType(),
      oldest: oldestOf(stores),
    })),
  })
}
