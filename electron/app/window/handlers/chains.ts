import { type chainsContract } from '../../../../shared/contract/chains.ts'
import { type HandlersOf } from '../../../ipc/gate.ts'
import { asResult, type Caller } from '../scene.ts'

/** 上报队列与日志 */
export const chainsHandlers = (): HandlersOf<typeof chainsContract, Caller> => ({
  'chains.waiting': ({ actor, calls }) => asResult(calls.chains.waiting(actor, undefined)),
  'chains.waitingSorts': ({ actor, calls }) => asResult(calls.chains.waitingSorts(actor, undefined)),
  'chains.outbox': ({ actor, calls }, { type, ...query }) =>
    asResult(calls.chains.browseOutbox(actor, { ...query, ...(type === undefined ? {} : { sort: type }) })),
  'chains.checkOutbox': async ({ actor, calls }) =>
    asResult(await calls.chains.checkOutbox(actor, undefined)),
  'chains.journal': ({ actor, calls }, { actorId, ...query }) =>
    asResult(
      calls.chains.browseJournal(actor, { ...query, ...(actorId === undefined ? {} : { sort: actorId }) }),
    ),
  'chains.people': ({ actor, calls }) => asResult(calls.chains.people(actor, undefined)),
  'chains.checkJournal': async ({ actor, calls }) =>
    asResult(await calls.chains.checkJournal(actor, undefined)),
})
