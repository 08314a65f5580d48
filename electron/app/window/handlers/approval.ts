import { type approvalContract } from '../../../../shared/contract/approval.ts'
import { type Application } from '../../../../shared/domain/application/application.ts'
import { type Err, ok, type Ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { photoDocument } from '../documents.ts'
import { type Caller, type Scene } from '../scene.ts'

/** 审批 */
export const approvalHandlers = (scene: Scene): HandlersOf<typeof approvalContract, Caller> => {
  const told = <R extends Ok<Application> | Err<unknown>>(result: R): R => {
    if (result.ok) scene.emit({ name: 'application.changed', detail: { id: result.value.id } })
    return result
  }
  return {
    'approval.review': ({ actor, calls }, input) => calls.approval.review(actor, input),
    'approval.presentPhoto': ({ actor, calls }, input) => {
      const photo = calls.approval.presentPhoto(actor, input)
      return photo.ok ? ok(scene.documents.put(photoDocument(photo.value))) : photo
    },
    'approval.keepReasons': ({ actor, calls }, input) => calls.approval.keepReasons(actor, input),
    'approval.approve': ({ actor, calls }, input) => told(calls.approval.approve(actor, input)),
    'approval.return': ({ actor, calls }, input) => told(calls.approval.return(actor, input)),
  }
}
