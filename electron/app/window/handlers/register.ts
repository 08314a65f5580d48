import { type registerContract } from '../../../../shared/contract/register.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { XLSX } from '../documents.ts'
import { exportPath, written, type Caller, type Scene } from '../scene.ts'

/** 证照库 */
export const registerHandlers = (scene: Scene): HandlersOf<typeof registerContract, Caller> => ({
  'register.desk': ({ actor, calls }) => calls.register.desk(actor, undefined),
  'register.search': ({ actor, calls }, input) => calls.register.search(actor, input),
  'register.find': ({ actor, calls }, input) => calls.register.find(actor, input),
  'register.show': ({ actor, calls }, input) => calls.register.show(actor, input),
  'register.reveal': ({ actor, calls }, input) => calls.register.reveal(actor, input),
  'register.export': async ({ actor, calls }, query) => {
    const path = exportPath(scene, '证照库', 'xlsx')
    const made = await calls.register.export(actor, { query, path })
    return made.ok ? ok({ ...written(scene, path, XLSX), rows: made.value.rows }) : made
  },
  'register.copyOf': ({ actor, calls }, input) => {
    const copy = calls.register.copyOf(actor, input)
    if (!copy.ok) return copy
    const fileName = copy.value.file.path.split('/').at(-1) ?? 'licence.pdf'
    // Saved by its link too: hosts take only what is meant for saving out of the window.
    const { bytes } = copy.value
    return ok(scene.documents.put({ bytes, type: 'application/pdf', fileName, save: true }))
  },
  'register.changeStatus': ({ actor, calls }, input) => {
    const changed = calls.register.changeStatus(actor, input)
    if (changed.ok) scene.emit({ name: 'licence.changed', detail: { id: input.licenceId } })
    return changed
  },
})
