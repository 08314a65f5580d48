import { type issuingContract } from '../../../../shared/contract/issuing.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { XLSX } from '../documents.ts'
import { asResult, exportPath, written, type Caller, type Scene } from '../scene.ts'
import { batchTeller } from '../batch-teller.ts'

/** 制证 */
export const issuingHandlers = (scene: Scene): HandlersOf<typeof issuingContract, Caller> => ({
  'issuing.queue': ({ actor, calls }, input) => calls.issuing.queue(actor, input),
  'issuing.createBatch': ({ actor, calls }, input) => {
    if ('applicationIds' in input) return calls.issuing.createBatch(actor, input)
    if ('failedIn' in input) return calls.issuing.createBatchOfFailed(actor, { batchId: input.failedIn })
    const { everything: _everything, ...rest } = input
    return calls.issuing.createBatchOfAll(actor, rest)
  },
  'issuing.lines': ({ actor, calls }, input) => calls.issuing.lines(actor, input),
  'issuing.seals': ({ actor, calls }, input) => calls.issuing.seals(actor, input),
  'issuing.run': async ({ actor, calls }, input) => {
    const ended = await calls.issuing.run(actor, { ...input, onProgress: batchTeller(scene.emit) })
    if (ended.ok) scene.emit({ name: 'batch.changed', detail: { batch: ended.value } })
    return ended
  },
  'issuing.pause': ({ actor, calls }, input) => {
    const asked = asResult(calls.issuing.pause(actor, input.batchId))
    return asked.ok ? ok(null) : asked
  },
  'issuing.cancel': ({ actor, calls }, input) => {
    const asked = calls.issuing.cancel(actor, input.batchId)
    if (asked.ok) scene.emit({ name: 'batch.changed', detail: { batch: asked.value } })
    return asked
  },
  'issuing.results': ({ actor, calls }, input) => calls.issuing.results(actor, input),
  'issuing.resultSheet': async ({ actor, calls }, input) => {
    const path = exportPath(scene, '制证结果单', 'xlsx')
    const made = await calls.issuing.resultSheet(actor, { ...input, path })
    return made.ok ? ok(written(scene, path, XLSX)) : made
  },
  'issuing.list': ({ actor, calls }, input) => calls.issuing.list(actor, input),
})
