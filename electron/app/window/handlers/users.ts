import { type usersContract } from '../../../../shared/contract/users.ts'
import { type Err, type Ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { keepSecret } from '../opening.ts'
import { asResult, type Caller, type Scene } from '../scene.ts'

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
  return {
    'users.list': ({ actor, calls }) => asResult(calls.users.list(actor, undefined)),
    'users.create': async ({ actor, calls }, input) => {
      const created = await calls.users.create(actor, input)
      // So that the new person opens the data by signing in, without the recovery secret.
      if (created.ok) await keepSecret(scene.session.inner, created.value.login, input.password)
      return told(created)
    },
    'users.setRoles': ({ actor, calls }, input) => told(calls.users.setRoles(actor, input)),
    'users.setState': (caller, input) => told(caller.calls.users.setState(caller.actor, input)),
    'users.unlock': ({ actor, calls }, input) => told(calls.users.unlock(actor, input)),
    'users.newPassword': ({ actor, calls }) => asResult(calls.users.newPassword(actor, undefined)),
    'users.resetPassword': async (caller, input) => {
      const login = loginOf(caller, input.userId)
      const done = await caller.calls.users.resetPassword(caller.actor, input)
      if (done.ok && login !== undefined) await keepSecret(scene.session.inner, login, input.newPassword)
      return told(done)
    },
  }
}
