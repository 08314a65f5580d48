import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { noSuchUser } from './user-rules.ts'

export interface UnlockUserInput {
  readonly userId: string
}

/** Lifts a lock and forgets the wrong passwords before it. */
export function unlockUser(ports: BasePorts) {
  return (actor: Actor, input: UnlockUserInput): Result<null, AppError<'user-unknown'>> =>
    ports.db.write(stores => {
      const user = stores.users.get(input.userId)
      if (!user) return err(noSuchUser())
      stores.users.recordFailure(user.id, 0, null)
      journalled(stores, actor, ports.clock.now(), {
        action: 'user.unlocked',
        subjectType: 'user',
        subjectId: user.id,
        detail: { login: user.login },
      })
      return ok(null)
    })
}
