import { type Actor } from '../../../shared/domain/people/user.ts'
import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { type BasePorts } from '../common/ports.ts'
import { chainPage, type ChainPage, type ChainQuery } from './chain-page.ts'

/** What is queued for the national store, by number. `subject` is a 证照标识. */
export function listOutbox(ports: BasePorts) {
  return (_actor: Actor, query: ChainQuery): ChainPage<OutboxRecord> =>
    ports.db.read(stores => chainPage(stores.outbox, query))
}
