import { type sessionContract } from '../../../../shared/contract/session.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { keepSecret } from '../opening.ts'
import { type Caller, type Scene } from '../scene.ts'

/** Signing in and out, locking, one's own password. */
export const sessionHandlers = (scene: Scene): HandlersOf<typeof sessionContract, Caller> => {
  const { session } = scene
  return {
    'session.state': async () => ok(await session.state()),
    'session.signIn': (_caller, input) => session.signIn(input),
    'session.signOut': async () => {
      scene.documents.clear()
      scene.inbox.clear()
      return ok(await session.signOut())
    },
    'session.lock': () => ok(session.lock()),
    'session.unlock': (_caller, input) => session.unlock(input.password),
    'session.touch': () => {
      session.touch()
      return ok(null)
    },
    'session.spot': (_caller, input) => {
      session.stand(input)
      return ok(null)
    },
    'session.changePassword': async ({ actor, calls, login }, input) => {
      const changed = await calls.session.changeOwnPassword(actor, input)
      if (changed.ok) await keepSecret(session.inner, login, input.newPassword)
      return changed
    },
    'session.choosePlace': (_caller, input) => session.choosePlace(input.place),
  }
}
