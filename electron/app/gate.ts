import { PERMISSIONS, mayDo, type Permission } from '../../shared/domain/people/permissions.ts'
import { type Actor } from '../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, type Err } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'

export type PermissionDenied = AppError<'permission-denied'>

const ROLE_WORDS: Readonly<Record<string, string>> = {
  clerk: '受理人',
  approver: '审批人',
  administrator: '管理员',
  auditor: '审计员',
}

function denied(permission: Permission): Err<PermissionDenied> {
  const roles = PERMISSIONS[permission]
  return err(
    appError('permission-denied', words('您没有办理此项的权限', 'You may not do this'), {
      next: words(
        `请由${roles.map(role => ROLE_WORDS[role] ?? role).join('或')}办理`,
        `This is done by: ${roles.join(', ')}`,
      ),
      data: { permission },
    }),
  )
}

/**
 * A use case behind its permission. Every call of every host comes through here, so that no verb can be reached by
 * somebody who may not do it; the permission stands beside the verb, where it is wired.
 */
export function gated<I, R>(
  permission: Permission,
  verb: (actor: Actor, input: I) => R,
): (actor: Actor, input: I) => R | Err<PermissionDenied> {
  return (actor, input) => (mayDo(actor, permission) ? verb(actor, input) : denied(permission))
}
