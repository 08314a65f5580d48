import { type Actor } from '../../../shared/domain/people/user.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'
import { chainReport, type ChainReport } from './chain-report.ts'

/** Proves that no record of the outbox is missing or changed. */
export function checkOutbox(ports: BasePorts) {
  return (_actor: Actor): ChainReport =>
    ports.db.read(stores => chainReport(stores.outbox, words('上报链', 'The outbox')))
}
