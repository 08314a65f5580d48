import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Seal } from '../../../shared/domain/seal/seal.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { journalled } from '../common/journal.ts'
import { forgetWrongPins, triesLeft } from '../common/pin-tries.ts'
import { type BasePorts } from '../common/ports.ts'

export interface UnlockPinInput {
  readonly sealId: string
  readonly reason: string
}

export type UnlockPinError = AppError<'seal-unknown' | 'reason-missing'>

/** Lets the PIN of a seal be tried again after too many wrong ones. What was tried stays in the journal. */
export function unlockPin(ports: BasePorts) {
  return (actor: Actor, input: UnlockPinInput): Result<Seal, UnlockPinError> => {
    const reason = input.reason.trim()
    if (reason === '' || [...reason].length > 200) {
      return err(
        appError(
          'reason-missing',
          words(
            '解锁印章口令须写明原因（不超过 200 字）',
            'Unlocking a PIN needs a reason of at most 200 characters',
          ),
        ),
      )
    }
    return ports.db.write((stores): Result<Seal, UnlockPinError> => {
      const seal = stores.seals.get(input.sealId)
      if (!seal) return err(appError('seal-unknown', words('没有这枚印章', 'There is no such seal')))
      const before = triesLeft(stores, seal.id)
      forgetWrongPins(stores, seal.id)
      journalled(stores, actor, ports.clock.now(), {
        action: 'seal.pin-unlocked',
        subjectType: 'seal',
        subjectId: seal.id,
        detail: { name: seal.name, triesLeft: before, reason },
      })
      return ok(seal)
    })
  }
}
