import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type PasswordHasher } from '../../ports/platform.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { passwordFault, type PasswordError } from './password-policy.ts'
import { noSuchUser } from './user-rules.ts'

export interface ResetPasswordPorts extends BasePorts {
  readonly passwords: PasswordHasher
}

export interface ResetPasswordInput {
  readonly userId: string
  readonly newPassword: string
}

export type ResetPasswordError = PasswordError | AppError<'user-unknown'>

/** An administrator gives a person a new password; a lock is lifted with it. The journal names both people. */
export function resetPassword(ports: ResetPasswordPorts) {
  return async (actor: Actor, input: ResetPasswordInput): Promise<Result<null, ResetPasswordError>> => {
    const user = ports.db.read(stores => stores.users.get(input.userId))
    if (!user) return err(noSuchUser())
    const fault = passwordFault(input.newPassword, user.login)
    if (fault) return err(fault)
    const record = await ports.passwords.hash(input.newPassword)
    ports.db.write(stores => {
      stores.users.setPassword(user.id, record)
      stores.users.recordFailure(user.id, 0, null)
      journalled(stores, actor, ports.clock.now(), {
        action: 'user.password-reset',
        subjectType: 'user',
        subjectId: user.id,
        detail: { login: user.login },
      })
    })
    return ok(null)
  }
}
