import { type syncContract } from '../../../../shared/contract/sync.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { asResult, type Caller, type Scene } from '../scene.ts'

/** 国家库 */
export const syncHandlers = (scene: Scene): HandlersOf<typeof syncContract, Caller> => ({
  'sync.view': ({ actor, calls }) => {
    const status = asResult(calls.sync.status(actor, undefined))
    return status.ok ? ok({ ...status.value, running: scene.reporting.running() }) : status
  },
  'sync.now': ({ actor, calls }) => {
    const ready = calls.sync.ready(actor, undefined)
    if (ready.ok) scene.reporting.now()
    return ready
  },
  'sync.seen': ({ actor, calls }, input) => asResult(calls.sync.seen(actor, input)),
  'sync.pair': async ({ actor, calls }, input) => {
    const paired = await calls.sync.pair(actor, input)
    if (!paired.ok) return paired
    scene.emit({ name: 'sync.changed', detail: null })
    return ok(null)
  },
  'sync.unpair': ({ actor, calls }) => {
    const unpaired = calls.sync.unpair(actor, undefined)
    if (!unpaired.ok) return unpaired
    scene.emit({ name: 'sync.changed', detail: null })
    return ok(null)
  },
})
