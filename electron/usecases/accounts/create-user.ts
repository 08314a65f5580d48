import { type Actor, type Role, type User } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type PasswordHasher } from '../../ports/platform.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'
import { passwordFault, type PasswordError } from './password-policy.ts'
import { normaliseLogin, userFault, type UserRuleError } from './user-rules.ts'

export interface CreateUserPorts extends BasePorts {
  readonly passwords: PasswordHasher
}

export interface CreateUserInput {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly password: string
}

export type CreateUserError = UserRuleError | PasswordError | AppError<'login-taken'>

export type FirstAdministratorError = CreateUserError | AppError<'users-exist'>

const taken = (login: string): AppError<'login-taken'> =>
  appError('login-taken', words(`用户名 ${login} 已被使用`, `The user name ${login} is taken`), {
    next: words('请换一个用户名', 'Choose another one'),
  })

const usersExist = (): AppError<'users-exist'> =>
  appError('users-exist', words('本工作站已有用户', 'This workstation has users already'), {
    next: words('请由管理员登录后添加用户', 'Let an administrator sign in and add users'),
  })

/** Checks everything that needs no database, and hashes the password outside the transaction. */
async function prepared(
  ports: CreateUserPorts,
  input: CreateUserInput,
): Promise<Result<{ readonly user: User; readonly record: string }, UserRuleError | PasswordError>> {
  const login = normaliseLogin(input.login)
  const name = input.name.normalize('NFC').trim()
  const fault = userFault(login, name, input.roles) ?? passwordFault(input.password, login)
  if (fault) return err(fault)
  const record = await ports.passwords.hash(input.password)
  const user: User = {
    id: ports.ids.next(),
    login,
    name,
    roles: [...input.roles],
    state: 'active',
    failures: 0,
    lockedUntil: null,
    createdAt: ports.clock.now(),
  }
  return ok({ user, record })
}

function insert(
  stores: Stores,
  actor: Actor,
  user: User,
  record: string,
): Result<User, AppError<'login-taken'>> {
  if (stores.users.byLogin(user.login)) return err(taken(user.login))
  stores.users.insert(user, record)
  journalled(stores, actor, user.createdAt, {
    action: 'user.created',
    subjectType: 'user',
    subjectId: user.id,
    detail: { login: user.login, name: user.name, roles: [...user.roles] },
  })
  return ok(user)
}

/** Adds a person. The user name is kept in lower case; the password must meet the policy. */
export function createUser(ports: CreateUserPorts) {
  return async (actor: Actor, input: CreateUserInput): Promise<Result<User, CreateUserError>> => {
    const made = await prepared(ports, input)
    if (!made.ok) return made
    return ports.db.write(stores => insert(stores, actor, made.value.user, made.value.record))
  }
}

export type CreateFirstAdministratorInput = Omit<CreateUserInput, 'roles'> & {
  readonly roles?: readonly Role[]
}

/** Makes the first person of a new workstation, with the administrator's role; refuses as soon as anybody exists. */
export function createFirstAdministrator(ports: CreateUserPorts) {
  return async (input: CreateFirstAdministratorInput): Promise<Result<User, FirstAdministratorError>> => {
    const roles = [...new Set<Role>(['administrator', ...(input.roles ?? [])])]
    const made = await prepared(ports, { ...input, roles })
    if (!made.ok) return made
    return ports.db.write(stores =>
      stores.users.list().length > 0
        ? err(usersExist())
        : insert(stores, SYSTEM_ACTOR, made.value.user, made.value.record),
    )
  }
}
