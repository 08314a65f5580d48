import { type SealView, type sealsContract } from '../../../../shared/contract/seals.ts'
import { type Seal } from '../../../../shared/domain/seal/seal.ts'
import { type Err, ok, type Result } from '../../../../shared/kernel/result.ts'
import { type PermissionDenied } from '../../gate.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { asResult, bytesOf, pictureLink, type Caller, type Scene } from '../scene.ts'

const viewOf = ({ certificate: _certificate, containerPath: _path, ...seal }: Seal): SealView => seal

/** 印章与用印 */
export const sealsHandlers = (scene: Scene): HandlersOf<typeof sealsContract, Caller> => {
  const told = <E>(
    result: Result<Seal, E> | Err<PermissionDenied>,
  ): Result<SealView, E | PermissionDenied> => {
    if (!result.ok) return result
    scene.emit({ name: 'administration.changed', detail: { what: 'seals' } })
    return ok(viewOf(result.value))
  }
  return {
    'seals.list': ({ actor, calls }) => asResult(calls.seals.list(actor, undefined)),
    'seals.uses': ({ actor, calls }, input) => asResult(calls.seals.usePage(actor, input)),
    'seals.picture': ({ actor, calls }, input) => {
      const picture = asResult(calls.seals.picture(actor, input))
      return picture.ok ? ok(pictureLink(scene, picture.value, '印章.png')) : picture
    },
    'seals.import': ({ actor, calls }, { container, picture, ...rest }) => {
      const bytes = bytesOf(scene, container)
      if (!bytes.ok) return bytes
      const image = picture === undefined ? undefined : bytesOf(scene, picture)
      if (image && !image.ok) return image
      const made = calls.seals.import(actor, {
        ...rest,
        container: bytes.value,
        ...(image ? { picture: image.value } : {}),
      })
      scene.inbox.drop(container) // a key container stays nowhere but in the data folder
      return told(made)
    },
    'seals.setState': ({ actor, calls }, input) => told(calls.seals.setState(actor, input)),
    'seals.unlockPin': ({ actor, calls }, input) => told(calls.seals.unlockPin(actor, input)),
    'seals.setPicture': async ({ actor, calls }, input) => {
      const picture = bytesOf(scene, input.picture)
      if (!picture.ok) return picture
      return told(await calls.seals.setPicture(actor, { sealId: input.sealId, picture: picture.value }))
    },
  }
}
