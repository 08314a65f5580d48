import { type Actor } from '../../../shared/domain/people/user.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Turns } from '../../ports/platform.ts'
import { type BasePorts } from '../common/ports.ts'
import { chainReport, type ChainReport } from './chain-report.ts'

/** Proves that no entry of the journal is missing or changed. */
export function checkJournal(ports: Pick<BasePorts, 'db'> & { readonly turns: Turns }) {
  return (_actor: Actor): Promise<ChainReport> =>
    chainReport(ports, stores => stores.journal, words('日志链', 'The journal'))
}
