import { type Actor, type Role, type User } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { isLastAdministrator, lastAdministrator, noSuchUser, rolesFault } from './user-rules.ts'

export interface SetUserRolesInput {
  readonly userId: string
  readonly roles: readonly Role[]
}

export type SetUserRolesError = AppError<'user-unknown' | 'last-administrator' | 'roles-invalid'>

/** Gives a person other roles. The last active administrator keeps that role. */
export function setUserRoles(ports: BasePorts) {
  return (actor: Actor, input: SetUserRolesInput): Result<User, SetUserRolesError> => {
    const fault = rolesFault(input.roles)
    if (fault) return err(fault)
    return ports.db.write(stores => {
      const user = stores.users.get(input.userId)
      if (!user) return err(noSuchUser())
      if (!input.roles.includes('administrator') && isLastAdministrator(stores, user)) {
        return err(lastAdministrator())
      }
      const changed: User = { ...user, roles: [...input.roles] }
      stores.users.update(changed)
      journalled(stores, actor, ports.clock.now(), {
        action: 'user.roles-changed',
        subjectType: 'user',
        subjectId: user.id,
        detail: { login: user.login, before: [...user.roles], after: [...input.roles] },
      })
      return ok(changed)
    })
  }
}
