import { type Actor } from '../../../shared/domain/people/user.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'
import { chainReport, type ChainReport } from './chain-report.ts'

/** Proves that no entry of the journal is missing or changed. */
export function checkJournal(ports: BasePorts) {
  return (_actor: Actor): ChainReport =>
    ports.db.read(stores => chainReport(stores.journal, words('日志链', 'The journal')))
}
