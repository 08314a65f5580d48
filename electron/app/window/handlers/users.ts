import { type UserLine, type usersContract } from '../../../../shared/contract/users.ts'
import { instantFromMillis } from '../../../../shared/kernel/instant.ts'
import { type Err, ok, type Ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { keepSecret } from '../opening.ts'
import { asResult, type Caller, type Scene } from '../scene.ts'
import { keeperOf } from '../state.ts'

/** 用户与权限 */
export const usersHandlers = (scene: Scene): HandlersOf<typeof usersContract, Caller> => {
  const told = <R extends Ok<unknown> | Err<unknown>>(result: R): R => {
    if (result.ok) scene.emit({ name: 'administration.changed', detail: { what: 'users' } })
    return result
  }
  const loginOf = ({ actor, calls }: Caller, userId: string): string | undefined => {
    const users = asResult(calls.users.list(actor, undefined))
    return users.ok ? users.value.find(user => user.id === userId)?.login : undefined
  }
  const keyring = () => keeperOf(scene.session.inner).keyring
  /** While the data are closed wrong passwords are counted by the keyring: such a person is locked out too. */
  const withKeyring = (line: UserLine): UserLine => {
    const until = keyring().lockedUntil(line.login, scene.session.inner.now())
    return until === null || line.locked
      ? line
      : { ...line, locked: true, lockedUntil: instantFromMillis(until) }
  }
  return {
    'users.list': ({ actor, calls }) => {
      const users = asResult(calls.users.list(actor, undefined))
      return users.ok ? ok(users.value.map(withKeyring)) : users
    },
    'users.create': async ({ actor, calls }, input) => {
      const created = await calls.users.create(actor, input)
      // So that the new person opens the data by signing in, without the recovery secret.
      if (created.ok) await keepSecret(scene.session.inner, created.value.login, input.password)
      return told(created)
    },
    'users.setRoles': ({ actor, calls }, input) => told(calls.users.setRoles(actor, input)),
    'users.setState': (caller, input) => {
      const login = loginOf(caller, input.userId)
      const done = caller.calls.users.setState(caller.actor, input)
      // Whoever may not sign in any more keeps no way to the data either; a new password gives it back.
      if (done.ok && input.state === 'disabled' && login !== undefined) keyring().forget(login)
      return told(done)
    },
    'users.unlock': (caller, input) => {
      const login = loginOf(caller, input.userId)
      const done = caller.calls.users.unlock(caller.actor, input)
      if (done.ok && login !== undefined) keyring().unlock(login)
      return told(done)
    },
    'users.newPassword': ({ actor, calls }) => asResult(calls.users.newPassword(actor, undefined)),
    'users.resetPassword': async (caller, input) => {
      const login = loginOf(caller, input.userId)
      const done = await caller.calls.users.resetPassword(caller.actor, input)
      if (done.ok && login !== undefined) await keepSecret(scene.session.inner, login, input.newPassword)
      return told(done)
    },
  }
}
