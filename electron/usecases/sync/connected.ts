import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type StoreConnection } from '../../ports/store-gateway.ts'
import { linkOf, pairingOf, type Pairing } from '../common/pairing.ts'
import { officeOf } from '../common/settings.ts'
import { type SyncPorts } from './ports.ts'

export interface Connected {
  readonly store: StoreConnection
  readonly pairing: Pairing
  readonly root: Uint8Array
  readonly workstationId: string
}

export const notPaired = appError(
  'not-paired',
  words('本机尚未与国家库配对', 'This workstation is not paired with a store'),
  {
    next: words('请管理员用配对码配对', 'An administrator pairs it by a code of the store'),
  },
)

/** The connection to the paired store. Whoever asks for it closes it. */
export function connected(
  ports: Pick<SyncPorts, 'db' | 'gateway'>,
): Result<Connected, AppError<'not-paired'>> {
  const { pairing, office } = ports.db.read(stores => ({
    pairing: pairingOf(stores),
    office: officeOf(stores),
  }))
  if (!pairing || !office) return err(notPaired)
  const link = linkOf(pairing)
  return ok({
    store: ports.gateway.connect(link),
    pairing,
    root: link.root,
    workstationId: office.workstationId,
  })
}
