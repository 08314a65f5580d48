import { type intakeContract } from '../../../../shared/contract/intake.ts'
import { type Application } from '../../../../shared/domain/application/application.ts'
import { type Err, ok, type Ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { photoDocument } from '../documents.ts'
import { type Caller, type Scene } from '../scene.ts'

/** 受理 */
export const intakeHandlers = (scene: Scene): HandlersOf<typeof intakeContract, Caller> => {
  const told = <R extends Ok<Application> | Err<unknown>>(result: R): R => {
    if (result.ok) scene.emit({ name: 'application.changed', detail: { id: result.value.id } })
    return result
  }
  return {
    'intake.start': ({ actor, calls }, input) => told(calls.intake.start(actor, input)),
    'intake.saveDraft': ({ actor, calls }, input) => told(calls.intake.saveDraft(actor, input)),
    'intake.setMaterial': ({ actor, calls }, input) => told(calls.intake.setMaterial(actor, input)),
    'intake.attachPhoto': ({ actor, calls }, { base64, ...edit }) =>
      told(calls.intake.attachPhoto(actor, { ...edit, photo: Buffer.from(base64, 'base64') })),
    'intake.photo': ({ actor, calls }, input) => {
      const photo = calls.intake.photo(actor, input)
      return photo.ok ? ok(scene.documents.put(photoDocument(photo.value))) : photo
    },
    'intake.check': ({ actor, calls }, input) => calls.intake.check(actor, input),
    'intake.offers': ({ actor, calls }, input) => calls.intake.offers(actor, input),
    'intake.submit': ({ actor, calls }, input) => told(calls.intake.submit(actor, input)),
    'intake.abandon': ({ actor, calls }, input) => told(calls.intake.abandon(actor, input)),
    'intake.list': ({ actor, calls }, input) => calls.intake.list(actor, input),
    'intake.open': ({ actor, calls }, input) => calls.intake.open(actor, input),
    'intake.history': ({ actor, calls }, input) => calls.intake.history(actor, input),
  }
}
