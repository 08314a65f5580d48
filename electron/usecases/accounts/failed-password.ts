import { type Actor, type User } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { instantFromMillis, millisOf, type Instant } from '../../../shared/kernel/instant.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'

/** Our defaults: five wrong passwords in a row lock the account for fifteen minutes. */
export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15

export const actorOf = (user: User): Actor => ({ userId: user.id, name: user.name, roles: user.roles })

/** The moment until which the account is locked, or null. */
export const lockOf = (user: User, at: Instant): Instant | null =>
  user.lockedUntil !== null && user.lockedUntil > at ? user.lockedUntil : null

const MINUTE = 60_000

const chinaTime = (instant: Instant): string =>
  instantFromMillis(millisOf(instant) + 8 * 60 * MINUTE)
    .slice(0, 16)
    .replace('T', ' ')

export const accountLocked = (until: Instant): AppError<'account-locked'> =>
  appError(
    'account-locked',
    words('该账号因多次输错密码已锁定', 'This account is locked after too many wrong passwords'),
    {
      next: words(
        `请于 ${chinaTime(until)} 之后重试，或请管理员解锁`,
        `Try again after ${chinaTime(until)} (China time), or ask an administrator to unlock it`,
      ),
      data: { lockedUntil: until },
    },
  )

/**
 * Counts a wrong password, inside the caller's transaction. `user` must have been read in it: attempts made at the same
 * time must all count, and none of them may shorten a lock that another one set.
 * @returns the moment until which the account is locked now, or null
 */
export function countFailure(stores: Stores, user: User, at: Instant): Instant | null {
  const standing = lockOf(user, at)
  const failures = user.failures + 1
  const until =
    standing ?? (failures >= MAX_FAILURES ? instantFromMillis(millisOf(at) + LOCK_MINUTES * MINUTE) : null)
  stores.users.recordFailure(user.id, until === null ? failures : 0, until)
  journalled(stores, actorOf(user), at, {
    action: until !== null && standing === null ? 'user.locked' : 'user.sign-in-refused',
    subjectType: 'user',
    subjectId: user.id,
  })
  return until
}
