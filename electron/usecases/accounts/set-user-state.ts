import { type Actor, type User } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { isLastAdministrator, lastAdministrator, noSuchUser } from './user-rules.ts'

export interface SetUserStateInput {
  readonly userId: string
  readonly state: User['state']
}

export type SetUserStateError = AppError<'user-unknown' | 'last-administrator'>

/** Disables a person or lets them in again. The last active administrator cannot be disabled. */
export function setUserState(ports: BasePorts) {
  return (actor: Actor, input: SetUserStateInput): Result<User, SetUserStateError> =>
    ports.db.write(stores => {
      const user = stores.users.get(input.userId)
      if (!user) return err(noSuchUser())
      if (user.state === input.state) return ok(user)
      if (input.state === 'disabled' && isLastAdministrator(stores, user)) return err(lastAdministrator())
      const changed: User = { ...user, state: input.state }
      stores.users.update(changed)
      journalled(stores, actor, ports.clock.now(), {
        action: input.state === 'disabled' ? 'user.disabled' : 'user.enabled',
        subjectType: 'user',
        subjectId: user.id,
        detail: { login: user.login },
      })
      return ok(changed)
    })
}
