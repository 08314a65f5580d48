import { type blocksContract } from '../../../../shared/contract/blocks.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { asResult, bytesOf, type Caller, type Scene } from '../scene.ts'

/** 号段 */
export const blocksHandlers = (scene: Scene): HandlersOf<typeof blocksContract, Caller> => {
  const changed = (): void => scene.emit({ name: 'administration.changed', detail: { what: 'blocks' } })
  return {
    'blocks.list': ({ actor, calls }) => asResult(calls.blocks.list(actor, undefined)),
    'blocks.import': ({ actor, calls }, input) => {
      const file = bytesOf(scene, input.upload)
      if (!file.ok) return file
      const imported = calls.blocks.import(actor, { file: file.value })
      if (imported.ok) changed()
      return imported
    },
    'blocks.release': ({ actor, calls }, input) => {
      const released = calls.blocks.release(actor, input)
      if (released.ok) changed()
      return released
    },
    'blocks.audit': async ({ actor, calls }) => asResult(await calls.blocks.audit(actor, undefined)),
  }
}
