import { ROLES, type Role, type User } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'

/** Our default: what can be typed on any keyboard, without an input method. */
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,31}$/
const MAX_NAME = 50
// Control, format and unassigned characters would make two names look alike in the journal.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u

export type UserRuleError = AppError<'login-invalid' | 'person-name-invalid' | 'roles-invalid'>

/** The form in which user names are kept and compared: half-width, without white space around, lower case. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

/** Says what is wrong with a (normalised) user name, a person's name or roles; undefined when nothing is. */
export function userFault(login: string, name: string, roles: readonly Role[]): UserRuleError | undefined {
  if (!LOGIN.test(login)) {
    return appError(
      'login-invalid',
      words(
        '用户名须为 2 至 32 个字符，只用小写字母、数字、点、下划线和连字符，并以字母或数字开头',
        'A user name has 2 to 32 characters: letters, digits, dot, underscore and hyphen, beginning with a letter or digit',
      ),
      {
        next: words(
          '请改用例如 zhang.san 或工号 0231 的写法',
          'Use for example zhang.san or the staff number 0231',
        ),
      },
    )
  }
  return nameFault(name) ?? rolesFault(roles)
}

function nameFault(name: string): UserRuleError | undefined {
  const length = [...name].length
  if (length >= 1 && length <= MAX_NAME && name === name.trim() && !INVISIBLE.test(name)) return undefined
  return appError(
    'person-name-invalid',
    words(
      `姓名不能为空，不超过 ${MAX_NAME} 个字，首尾不留空格，不含看不见的字符`,
      `A name is not empty, has at most ${MAX_NAME} characters, no blanks around it and no invisible characters`,
    ),
    { next: words('请填写此人的真实姓名', "Enter the person's real name") },
  )
}

export function rolesFault(roles: readonly Role[]): AppError<'roles-invalid'> | undefined {
  const known = roles.every(role => ROLES.includes(role))
  if (roles.length > 0 && known && new Set(roles).size === roles.length) return undefined
  return appError(
    'roles-invalid',
    words('请至少选择一个角色，且每个角色只选一次', 'Choose at least one role, and each only once'),
    {
      next: words(
        '可选角色：受理人员、审批人员、管理员、审计人员',
        'Roles are clerk, approver, administrator and auditor',
      ),
    },
  )
}

export const noSuchUser = (): AppError<'user-unknown'> =>
  appError('user-unknown', words('没有这个用户', 'There is no such user'), {
    next: words('请刷新用户列表后重试', 'Refresh the list of users and try again'),
  })

const isActiveAdministrator = (user: User): boolean =>
  user.state === 'active' && user.roles.includes('administrator')

/** Whether nobody could administer this workstation any more if that user were gone. A lock passes, so locked ones count. */
export const isLastAdministrator = (stores: Stores, user: User): boolean =>
  isActiveAdministrator(user) &&
  !stores.users.list().some(other => other.id !== user.id && isActiveAdministrator(other))

export const lastAdministrator = (): AppError<'last-administrator'> =>
  appError(
    'last-administrator',
    words(
      '这是最后一个可用的管理员，不能停用，也不能取消其管理员角色',
      'This is the last active administrator: the account can be neither disabled nor lose that role',
    ),
    { next: words('请先另设一名管理员', 'Appoint another administrator first') },
  )
