import { type SealPurpose } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { triesLeft } from '../common/pin-tries.ts'
import { neededSeals } from './needed-seals.ts'
import { type IssuePorts } from './ports.ts'

/** A seal whose PIN a batch asks for. */
export interface BatchSeal {
  readonly id: string
  readonly name: string
  readonly purpose: SealPurpose
  /** Wrong PINs that it still takes; none: an administrator has to unlock it. */
  readonly triesLeft: number
}

/** The seals that the waiting items of a batch need. */
export function batchSeals(ports: IssuePorts) {
  return async (
    _actor: Actor,
    input: { readonly batchId: string },
  ): Promise<Result<readonly BatchSeal[], AppError<'seal-missing'>>> => {
    const seals = await neededSeals(ports, input.batchId)
    if (!seals.ok) return seals
    return ok(
      ports.db.read(stores =>
        seals.value.map(({ id, name, purpose }) => ({ id, name, purpose, triesLeft: triesLeft(stores, id) })),
      ),
    )
  }
}
