import { ROLES, type Role } from '../../../../shared/domain/people/user.ts'
import { type Workstation } from '../../../app/workstation.ts'
import { type Actor } from '../../../../shared/domain/people/user.ts'
import { appError } from '../../../../shared/kernel/app-error.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { needed, noMore, oneOf, operand } from '../inputs.ts'
import { secretFrom, withActor, withWorkstation } from '../open.ts'
import { allowed, must, Refusal } from '../refusal.ts'

const VERBS = ['list', 'add', 'roles', 'state', 'unlock', 'password'] as const

const rolesOf = (args: HostContext['args']): readonly Role[] => {
  const given = args.texts('role').map(text => oneOf(text, ROLES, '--role'))
  if (given.length === 0) throw new UsageError('请给出 --role（可多次）', 'Give --role, once or more')
  return given
}

/** Passwords come from the environment or the terminal, never from the command line, where everybody can read them. */
const newPassword = (context: HostContext, login: string): Promise<string> =>
  secretFrom(context, 'LW_NEW_PASSWORD', `${login} 的新口令 / new password: `)

function idOf(workstation: Workstation, actor: Actor, login: string): string {
  const wanted = login.normalize('NFKC').trim().toLowerCase()
  const found = allowed(workstation.calls.users.list(actor, undefined)).find(u => u.login === wanted)
  if (found) return found.id
  throw new Refusal(
    appError('user-unknown', words(`没有用户 ${login}`, `There is no user ${login}`), {
      next: words('用 user list 查看', 'See user list'),
    }),
  )
}

const tell = ({ output }: HostContext, user: { login: string }, said: object, line: string): ExitCode => {
  output.item({ login: user.login, ...said }, `✓ ${user.login} · ${line}`)
  return EXIT.good
}

const listUsers = (context: HostContext): Promise<ExitCode> =>
  withActor(context, 'administrator', async ({ calls }, actor) => {
    for (const u of allowed(calls.users.list(actor, undefined)))
      context.output.item(
        u,
        `${u.login}  ${u.name}  ${u.roles.join(',')}  ${u.state}${u.locked ? '  已锁定 locked' : ''}`,
      )
    return EXIT.good
  })

/** The first person of an empty workstation is its administrator, and signs nobody in. */
async function add(context: HostContext): Promise<ExitCode> {
  const { args } = context
  const login = operand(args, 1, 'LOGIN')
  const name = needed(args, 'name')
  if (args.flag('first'))
    return withWorkstation(context, async ({ calls }) => {
      const password = await newPassword(context, login)
      const made = must(await calls.session.firstAdministrator({ login, name, password }))
      return tell(context, made, { name: made.name, roles: made.roles }, made.roles.join(','))
    })
  const roles = rolesOf(args)
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const password = await newPassword(context, login)
    const made = must(await calls.users.create(actor, { login, name, roles, password }))
    return tell(context, made, { name: made.name, roles: made.roles }, made.roles.join(','))
  })
}

function setRoles(context: HostContext): Promise<ExitCode> {
  const login = operand(context.args, 1, 'LOGIN')
  const roles = rolesOf(context.args)
  return withActor(context, 'administrator', async (workstation, actor) => {
    const userId = idOf(workstation, actor, login)
    const user = must(workstation.calls.users.setRoles(actor, { userId, roles }))
    return tell(context, user, { roles: user.roles }, user.roles.join(','))
  })
}

function setState(context: HostContext): Promise<ExitCode> {
  const login = operand(context.args, 1, 'LOGIN')
  const state = oneOf(
    operand(context.args, 2, 'active|disabled'),
    ['active', 'disabled'] as const,
    'user state',
  )
  return withActor(context, 'administrator', async (workstation, actor) => {
    const userId = idOf(workstation, actor, login)
    const user = must(workstation.calls.users.setState(actor, { userId, state }))
    return tell(context, user, { state: user.state }, user.state)
  })
}

function unlock(context: HostContext): Promise<ExitCode> {
  const login = operand(context.args, 1, 'LOGIN')
  return withActor(context, 'administrator', async (workstation, actor) => {
    must(workstation.calls.users.unlock(actor, { userId: idOf(workstation, actor, login) }))
    return tell(context, { login }, { unlocked: true }, '已解锁 unlocked')
  })
}

/** One's own password needs the present one; somebody else's is reset by an administrator. */
async function password(context: HostContext): Promise<ExitCode> {
  const { args, env } = context
  if (args.flag('own')) {
    needed(args, 'user')
    noMore(args, 1)
    return withActor(context, 'clerk', async ({ calls }, actor) => {
      const oldPassword =
        env['LW_PASSWORD'] ?? (await secretFrom(context, 'LW_PASSWORD', '原口令 / present password: '))
      const next = await newPassword(context, actor.name)
      must(await calls.session.changeOwnPassword(actor, { oldPassword, newPassword: next }))
      return tell(context, { login: args.text('user') ?? '' }, { changed: true }, '口令已改 password changed')
    })
  }
  const login = operand(args, 1, 'LOGIN')
  return withActor(context, 'administrator', async (workstation, actor) => {
    const userId = idOf(workstation, actor, login)
    const next = await newPassword(context, login)
    must(await workstation.calls.users.resetPassword(actor, { userId, newPassword: next }))
    return tell(context, { login }, { reset: true }, '口令已重设 password reset')
  })
}

const OPERANDS = { list: 1, add: 2, roles: 2, state: 3, unlock: 2, password: 2 } as const

export const user: Command = {
  usage: [
    'list',
    `add LOGIN --name NAME --role ${ROLES.join('|')} [--role …] | add LOGIN --name NAME --first`,
    'roles LOGIN --role ROLE [--role …]',
    'state LOGIN active|disabled',
    'unlock LOGIN',
    'password LOGIN | password --own --user LOGIN',
  ],
  operands: { min: 1, max: 3 },
  options: {
    ...DATA_OPTIONS,
    name: { type: 'string', value: 'NAME', help: { zh: '姓名', en: "the person's name" } },
    role: {
      type: 'string',
      multiple: true,
      value: 'ROLE',
      help: { zh: '角色，可多次', en: 'a role, more than once' },
    },
    first: {
      type: 'boolean',
      help: { zh: '空工作站的第一位管理员', en: 'the first administrator of an empty workstation' },
    },
    own: { type: 'boolean', help: { zh: '改自己的口令', en: 'change your own password' } },
  },
  examples: ['add wang --name 王受理 --role clerk', 'unlock wang', 'password --own --user wang'],
  exits: {
    zh: '新口令取自 $LW_NEW_PASSWORD 或终端输入，不写在命令行上',
    en: 'New passwords come from $LW_NEW_PASSWORD or the terminal, never from the command line',
  },
  async run(context) {
    const verb = oneOf(operand(context.args, 0, VERBS.join('|')), VERBS, 'user')
    noMore(context.args, OPERANDS[verb])
    const runs = { list: listUsers, add, roles: setRoles, state: setState, unlock, password }
    return runs[verb](context)
  },
}
