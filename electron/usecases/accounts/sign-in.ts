import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PasswordHasher } from '../../ports/platform.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import {
  accountLocked,
  actorOf,
  countFailure,
  LOCK_MINUTES,
  lockOf,
  MAX_FAILURES,
} from './failed-password.ts'
import { MAX_PASSWORD } from './password-policy.ts'
import { normaliseLogin } from './user-rules.ts'

export interface SignInPorts extends BasePorts {
  readonly passwords: PasswordHasher
}

export interface SignInInput {
  readonly login: string
  readonly password: string
}

export type SignInError = AppError<'sign-in-refused' | 'account-locked'>

// One answer for a wrong name and a wrong password: the sign-in must not tell which accounts exist.
const refused = (): SignInError =>
  appError('sign-in-refused', words('用户名或密码不正确', 'The user name or the password is wrong'), {
    next: words(
      `请核对后重新输入；连续输错 ${MAX_FAILURES} 次，账号将锁定 ${LOCK_MINUTES} 分钟`,
      `Check both and try again; ${MAX_FAILURES} wrong passwords in a row lock the account for ${LOCK_MINUTES} minutes`,
    ),
  })

/** The end of an attempt. Everything is read again here: while the password was hashed, others may have tried, or an administrator acted. */
function settle(
  ports: SignInPorts,
  userId: string,
  record: string,
  right: boolean,
  at: Instant,
): Result<Actor, SignInError> {
  return ports.db.write(stores => {
    const user = stores.users.get(userId)
    if (!user || user.state !== 'active') return err(refused())
    if (!right) {
      const until = countFailure(stores, user, at)
      return err(until === null ? refused() : accountLocked(until))
    }
    const until = lockOf(user, at)
    if (until !== null) return err(accountLocked(until))
    if (stores.users.password(user.id) !== record) return err(refused())
    stores.users.recordFailure(user.id, 0, null)
    journalled(stores, actorOf(user), at, {
      action: 'user.signed-in',
      subjectType: 'user',
      subjectId: user.id,
    })
    return ok(actorOf(user))
  })
}

/** Signs a person in, with no network. A wrong password counts; too many lock the account for a while. */
export function signIn(ports: SignInPorts) {
  return async (input: SignInInput): Promise<Result<Actor, SignInError>> => {
    const at = ports.clock.now()
    const password = input.password.slice(0, 4 * MAX_PASSWORD + 1) // longer than any that could have been set
    const { user, record } = ports.db.read(stores => {
      const found = stores.users.byLogin(normaliseLogin(input.login))
      return { user: found, record: found && stores.users.password(found.id) }
    })
    if (!user || user.state !== 'active' || record === undefined) {
      await ports.passwords.hash(password) // the same work as for a real account, so that time tells nothing
      return err(refused())
    }
    const until = lockOf(user, at)
    if (until !== null) return err(accountLocked(until))
    const right = await ports.passwords.matches(password, record)
    return settle(ports, user.id, record, right, at)
  }
}
