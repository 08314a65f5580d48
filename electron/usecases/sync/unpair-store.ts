import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { journalled } from '../common/journal.ts'
import { pairingOf, setPairing } from '../common/pairing.ts'
import { type BasePorts } from '../common/ports.ts'
import { notPaired } from './connected.ts'

/** Ends the pairing at this side: certificate and key are forgotten, the queue, receipts and blocks stay. */
export function unpairStore(ports: BasePorts) {
  return (actor: Actor): Result<{ readonly address: string }, AppError<'not-paired'>> =>
    ports.db.write(stores => {
      const pairing = pairingOf(stores)
      if (!pairing) return err(notPaired)
      setPairing(stores, null)
      journalled(stores, actor, ports.clock.now(), {
        action: 'store.unpaired',
        subjectType: 'office',
        subjectId: pairing.address,
      })
      return ok({ address: pairing.address })
    })
}
