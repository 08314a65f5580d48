import { type Actor } from '../../../shared/domain/people/user.ts'
import { type JournalRecord } from '../../../shared/domain/sync/chain.ts'
import { type BasePorts } from '../common/ports.ts'
import { chainPage, type ChainPage, type ChainQuery } from './chain-page.ts'

/** Who did what and when, by number. `subject` is the id of what it was done to. */
export function listJournal(ports: BasePorts) {
  return (_actor: Actor, query: ChainQuery): ChainPage<JournalRecord> =>
    ports.db.read(stores => chainPage(stores.journal, query))
}
