import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { pairingOf } from '../common/pairing.ts'
import { type BasePorts } from '../common/ports.ts'
import { notPaired } from './connected.ts'

/** Whether there is a store to report to, asked before a person's press begins it. */
export function readyToSend(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor): Result<null, AppError<'not-paired'>> =>
    ports.db.read(stores => (pairingOf(stores) ? ok(null) : err(notPaired)))
}
