import { type chainsContract } from '../../../../shared/contract/chains.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { asResult, type Caller } from '../scene.ts'

/** 上报队列与日志 */
export const chainsHandlers = (): HandlersOf<typeof chainsContract, Caller> => ({
  'chains.outbox': ({ actor, calls }, input) => asResult(calls.chains.outbox(actor, input)),
  'chains.checkOutbox': ({ actor, calls }) => asResult(calls.chains.checkOutbox(actor, undefined)),
  'chains.journal': ({ actor, calls }, input) => asResult(calls.chains.journal(actor, input)),
  'chains.checkJournal': ({ actor, calls }) => asResult(calls.chains.checkJournal(actor, undefined)),
})
