import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PasswordHasher } from '../../ports/platform.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { accountLocked, countFailure, lockOf } from './failed-password.ts'
import { MAX_PASSWORD, passwordFault, type PasswordError } from './password-policy.ts'
import { noSuchUser } from './user-rules.ts'

export interface ChangeOwnPasswordPorts extends BasePorts {
  readonly passwords: PasswordHasher
}

export interface ChangeOwnPasswordInput {
  readonly oldPassword: string
  readonly newPassword: string
}

export type ChangeOwnPasswordError =
  PasswordError | AppError<'old-password-wrong' | 'password-same' | 'account-locked' | 'user-unknown'>

const wrong = (): AppError<'old-password-wrong'> =>
  appError('old-password-wrong', words('原密码不正确', 'The present password is wrong'), {
    next: words(
      '请重新输入原密码；输错次数与登录一并计算',
      'Enter the present password again; wrong ones count as at sign-in',
    ),
  })

const same = (): AppError<'password-same'> =>
  appError('password-same', words('新密码与原密码相同', 'The new password is the present one'), {
    next: words('请另设一个密码', 'Choose another one'),
  })

/** Changes the signed-in person's own password. A wrong present password counts towards the lock, as at sign-in. */
export function changeOwnPassword(ports: ChangeOwnPasswordPorts) {
  return async (
    actor: Actor,
    input: ChangeOwnPasswordInput,
  ): Promise<Result<null, ChangeOwnPasswordError>> => {
    const at = ports.clock.now()
    const { user, record } = ports.db.read(stores => ({
      user: stores.users.get(actor.userId),
      record: stores.users.password(actor.userId),
    }))
    if (!user || user.state !== 'active' || record === undefined) return err(noSuchUser())
    const until = lockOf(user, at)
    if (until !== null) return err(accountLocked(until))
    const fault = passwordFault(input.newPassword, user.login)
    if (fault) return err(fault)
    const right = await ports.passwords.matches(input.oldPassword.slice(0, 4 * MAX_PASSWORD + 1), record)
    const made =
      right && input.newPassword !== input.oldPassword
        ? await ports.passwords.hash(input.newPassword)
        : undefined
    return ports.db.write(stores => {
      const now = stores.users.get(user.id)
      if (!now || now.state !== 'active') return err(noSuchUser())
      const locked = right ? lockOf(now, at) : countFailure(stores, now, at)
      if (locked !== null) return err(accountLocked(locked))
      if (!right || stores.users.password(user.id) !== record) return err(wrong())
      if (made === undefined) return err(same())
      stores.users.setPassword(user.id, made)
      stores.users.recordFailure(user.id, 0, null)
      journalled(stores, actor, at, {
        action: 'user.password-changed',
        subjectType: 'user',
        subjectId: user.id,
      })
      return ok(null)
    })
  }
}
