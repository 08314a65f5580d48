import { type Actor, type User } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PasswordHasher } from '../../ports/platform.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

/** Our defaults: five wrong passwords in a row lock the account for fifteen minutes. */
export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15

export interface SignInPorts extends BasePorts {
  readonly passwords: PasswordHasher
}

export interface SignInInput {
  readonly login: string
  readonly password: string
}

export type SignInError = AppError<'sign-in-refused' | 'account-locked'>

const actorOf = (user: User): Actor => ({ userId: user.id, name: user.name, roles: user.roles })

// One answer for a wrong name and a wrong password: the sign-in must not tell which accounts exist.
const refused = (): SignInError =>
  appError('sign-in-refused', words('用户名或密码不正确', 'The user name or the password is wrong'), {
    next: words(
      `请核对后重新输入；连续输错 ${MAX_FAILURES} 次，账号将锁定 ${LOCK_MINUTES} 分钟`,
      `Check both and try again; ${MAX_FAILURES} wrong passwords in a row lock the account for ${LOCK_MINUTES} minutes`,
    ),
  })

const locked = (until: Instant): SignInError =>
  appError(
    'account-locked',
    words('该账号因多次输错密码已锁定', 'This account is locked after too many wrong passwords'),
    {
      next: words(
        `请于 ${until} 之后重试，或请管理员解锁`,
        `Try again after ${until}, or ask an administrator to unlock it`,
      ),
      data: { lockedUntil: until },
    },
  )

function recordFailure(ports: SignInPorts, userId: string, at: Instant): SignInError {
  return ports.db.write(stores => {
    const user = stores.users.get(userId) // read again here: attempts made at the same time must all count
    if (!user) return refused()
    const failures = user.failures + 1
    const lockedUntil =
      failures >= MAX_FAILURES ? instantFromMillis(millisOf(at) + LOCK_MINUTES * 60_000) : null
    stores.users.recordFailure(user.id, lockedUntil ? 0 : failures, lockedUntil)
    journalled(stores, actorOf(user), at, {
      action: lockedUntil ? 'user.locked' : 'user.sign-in-refused',
      subjectType: 'user',
      subjectId: user.id,
    })
    return lockedUntil ? locked(lockedUntil) : refused()
  })
}

/** Signs a person in, with no network. A wrong password counts; too many lock the account for a while. */
export function signIn(ports: SignInPorts) {
  return async (input: SignInInput): Promise<Result<Actor, SignInError>> => {
    const at = ports.clock.now()
    const user = ports.db.read(stores => stores.users.byLogin(input.login.trim()))
    if (!user || user.state !== 'active') {
      await ports.passwords.hash(input.password) // the same work as for a real account, so that time tells nothing
      return err(refused())
    }
    if (user.lockedUntil !== null && user.lockedUntil > at) return err(locked(user.lockedUntil))
    const record = ports.db.read(stores => stores.users.password(user.id))
    if (record === undefined || !(await ports.passwords.matches(input.password, record))) {
      return err(recordFailure(ports, user.id, at))
    }
    ports.db.write(stores => {
      stores.users.recordFailure(user.id, 0, null)
      journalled(stores, actorOf(user), at, {
        action: 'user.signed-in',
        subjectType: 'user',
        subjectId: user.id,
      })
    })
    return ok(actorOf(user))
  }
}
