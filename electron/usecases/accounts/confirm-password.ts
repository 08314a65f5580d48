import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PasswordHasher } from '../../ports/platform.ts'
import { type BasePorts } from '../common/ports.ts'
import { accountLocked, countFailure, lockOf } from './failed-password.ts'
import { MAX_PASSWORD } from './password-policy.ts'
import { noSuchUser } from './user-rules.ts'

export interface ConfirmPasswordPorts extends BasePorts {
  readonly passwords: PasswordHasher
}

export type ConfirmPasswordError = AppError<'old-password-wrong' | 'account-locked' | 'user-unknown'>

const wrong = (): ConfirmPasswordError =>
  appError('old-password-wrong', words('密码不正确', 'The password is wrong'), {
    next: words(
      '请重新输入您的登录密码；输错次数与登录一并计算',
      'Enter your sign-in password again; wrong ones count as at sign-in',
    ),
  })

/** Makes sure, before an act that needs it, that the signed-in person still sits there. A wrong one counts as at sign-in. */
export function confirmPassword(ports: ConfirmPasswordPorts) {
  return async (
    actor: Actor,
    input: { readonly password: string },
  ): Promise<Result<null, ConfirmPasswordError>> => {
    const at = ports.clock.now()
    const { user, record } = ports.db.read(stores => ({
      user: stores.users.get(actor.userId),
      record: stores.users.password(actor.userId),
    }))
    if (!user || user.state !== 'active' || record === undefined) return err(noSuchUser())
    const until = lockOf(user, at)
    if (until !== null) return err(accountLocked(until))
    if (await ports.passwords.matches(input.password.slice(0, 4 * MAX_PASSWORD + 1), record)) return ok(null)
    return ports.db.write(stores => {
      const now = stores.users.get(user.id)
      const locked = now ? countFailure(stores, now, at) : null
      return err(locked === null ? wrong() : accountLocked(locked))
    })
  }
}
