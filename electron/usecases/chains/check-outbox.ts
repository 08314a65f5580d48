import { type Actor } from '../../../shared/domain/people/user.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Turns } from '../../ports/platform.ts'
import { type BasePorts } from '../common/ports.ts'
import { chainReport, type ChainReport } from './chain-report.ts'

/** Proves that no record of the outbox is missing or changed. */
export function checkOutbox(ports: Pick<BasePorts, 'db'> & { readonly turns: Turns }) {
  return (_actor: Actor): Promise<ChainReport> =>
    chainReport(ports, stores => stores.outbox, words('上报链', 'The outbox'))
}
