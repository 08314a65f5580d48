import { type setupContract } from '../../../../shared/contract/setup.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { asSecret } from '../recovery-secret.ts'
import { backupsAt, restoreAtStart } from '../restore-at-start.ts'
import { asResult, progressOf, type Caller, type Scene } from '../scene.ts'
import { secretNotHere, secretTypedWrong } from '../session-words.ts'

/** The first start, and what is left to do after it. */
export const setupHandlers = (scene: Scene): HandlersOf<typeof setupContract, Caller> => {
  const { session } = scene
  return {
    'setup.demo': () => session.makeDemo(),
    'setup.office': (_caller, input) => session.makeOffice(input),
    'setup.backupsAt': (_caller, input) => backupsAt(scene.home, input.place),
    'setup.restore': (_caller, input) =>
      session.alone(state => restoreAtStart(state, { ...input, onProgress: progressOf(scene, 'restore') })),
    'setup.progress': ({ actor, calls }) => asResult(calls.office.setupProgress(actor, undefined)),
    'setup.showSecret': async ({ actor, calls }, input) => {
      const { secret } = session.inner
      if (secret === null) return err(secretNotHere)
      const sure = await calls.office.confirmPassword(actor, input)
      if (!sure.ok) return sure
      const noted = asResult(calls.office.noteSecret(actor, { what: 'shown' }))
      return noted.ok ? ok({ recoverySecret: secret }) : noted
    },
    'setup.proveSecret': ({ actor, calls }, input) => {
      const { secret } = session.inner
      if (secret === null) return err(secretNotHere)
      if (asSecret(input.typed) !== asSecret(secret)) return err(secretTypedWrong)
      return asResult(calls.office.noteSecret(actor, { what: 'proved' }))
    },
  }
}
