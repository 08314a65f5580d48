import { type Actor } from '../../../shared/domain/people/user.ts'
import { type JournalRecord, type OutboxRecord, type OutboxType } from '../../../shared/domain/sync/chain.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type BasePorts } from '../common/ports.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
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
  /** `none`: no store has been set up to report to, so that every record waits. */
  readonly connection: 'none'
  readonly records: number
}

/** How much waits to be reported: asked often, so that it costs one row. */
export function outboxWaiting(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor): Waiting => ({
    connection: 'none',
    records: ports.db.read(stores => stores.sync.counts().waiting),
  })
}

export interface WaitingSorts extends Waiting {
  readonly byType: Readonly<Record<OutboxType, number>>
  /** When the record that has waited longest was made. */
  readonly oldest: Instant | null
}

/** What waits to be reported, by sort. */
export function outboxSorts(ports: Pick<BasePorts, 'db'>) {
  return (actor: Actor): WaitingSorts => ({
    ...outboxWaiting(ports)(actor),
    ...ports.db.read(stores => {
      const oldest = stores.sync.oldestWaiting()
      return {
        byType: stores.outbox.countByType(),
        oldest: oldest === undefined ? null : (stores.outbox.get(oldest)?.at ?? null),
      }
    }),
  })
}
