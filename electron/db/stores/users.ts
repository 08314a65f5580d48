import { ROLES, type Role, type User } from '../../../shared/domain/people/user.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type UserStore } from '../../ports/stores/users.ts'
import { DamagedRowError, rowReader, toJson, type Row } from './row.ts'
import { loginKey } from './search-keys.ts'
import { type Session } from './session.ts'

const read = rowReader('user')
const COLUMNS = 'id, login, name, roles, state, failures, locked_until, created_at'
const STATES = ['active', 'disabled'] as const

function rolesOf(row: Row): readonly Role[] {
  const roles = read.list<Role>(row, 'roles')
  if (roles.every(role => ROLES.includes(role))) return roles
  throw new DamagedRowError('user', 'roles', 'holds a word this program does not know')
}

const toUser = (row: Row): User => ({
  id: read.text(row, 'id'),
  login: read.text(row, 'login'),
  name: read.text(row, 'name'),
  roles: rolesOf(row),
  state: read.oneOf(row, 'state', STATES),
  failures: read.integer(row, 'failures'),
  lockedUntil: read.textOrNull(row, 'locked_until') as Instant | null,
  createdAt: read.text(row, 'created_at') as Instant,
})

type Finders = Pick<UserStore, 'get' | 'byLogin' | 'list' | 'password'>

const finders = (session: Session): Finders => ({
  get(id) {
    const row = session.get(`SELECT ${COLUMNS} FROM user WHERE id = ?`, [id])
    return row && toUser(row)
  },
  byLogin(login) {
    const row = session.get(`SELECT ${COLUMNS} FROM user WHERE login_key = ?`, [loginKey(login)])
    return row && toUser(row)
  },
  list: () => session.all(`SELECT ${COLUMNS} FROM user ORDER BY seq`).map(toUser),
  password(id) {
    const row = session.get('SELECT password FROM user WHERE id = ?', [id])
    return row && read.text(row, 'password')
  },
})

function insert(session: Session, user: User, password: string): void {
  session.run(`INSERT INTO user (${COLUMNS}, login_key, password) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    user.id,
    user.login,
    user.name,
    toJson(user.roles),
    user.state,
    user.failures,
    user.lockedUntil,
    user.createdAt,
    loginKey(user.login),
    password,
  ])
}

export function userStore(session: Session): UserStore {
  const must = (changed: number, id: string): void => {
    if (changed !== 1) session.fail(new Error(`no user ${id}`))
  }
  return {
    ...finders(session),
    insert: (user, password) => insert(session, user, password),
    update(user) {
      const changed = session.run(
        `UPDATE user SET login = ?, login_key = ?, name = ?, roles = ?, state = ?, failures = ?, locked_until = ?
         WHERE id = ?`,
        [
          user.login,
          loginKey(user.login),
          user.name,
          toJson(user.roles),
          user.state,
          user.failures,
          user.lockedUntil,
          user.id,
        ],
      )
      must(changed, user.id)
    },
    setPassword(id, password) {
      must(session.run('UPDATE user SET password = ? WHERE id = ?', [password, id]), id)
    },
    recordFailure(id, failures, lockedUntil) {
      must(
        session.run('UPDATE user SET failures = ?, locked_until = ? WHERE id = ?', [
          failures,
          lockedUntil,
          id,
        ]),
        id,
      )
    },
  }
}
