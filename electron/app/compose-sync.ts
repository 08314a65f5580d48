import { correctAlike } from '../usecases/sync/correct-alike.ts'
import { correctRecord } from '../usecases/sync/correct-record.ts'
import { drainOutbox } from '../usecases/sync/drain-outbox.ts'
import { leaseBlocks } from '../usecases/sync/lease-blocks.ts'
import { noticeSeen } from '../usecases/sync/notice-seen.ts'
import { pairStore } from '../usecases/sync/pair-store.ts'
import { reconcile } from '../usecases/sync/reconcile.ts'
import { returnedRecords } from '../usecases/sync/returned-records.ts'
import { readyToSend } from '../usecases/sync/ready-to-send.ts'
import { syncStatus } from '../usecases/sync/sync-status.ts'
import { unpairStore } from '../usecases/sync/unpair-store.ts'
import { type Adapters } from './adapters.ts'
import { gated } from './gate.ts'

/** 国家库：配对、上报、对账 */
export function syncCalls(a: Adapters) {
  return {
    sync: {
      pair: gated('office.manage', pairStore(a)),
      unpair: gated('office.manage', unpairStore(a)),
      drain: gated('outbox.send', drainOutbox(a)),
      ready: gated('outbox.send', readyToSend(a)),
      status: gated('outbox.read', syncStatus(a)),
      returned: gated('outbox.read', returnedRecords(a)),
      correct: gated('outbox.send', correctRecord(a)),
      correctAlike: gated('outbox.send', correctAlike(a)),
      seen: gated('outbox.send', noticeSeen(a)),
      reconcile: gated('outbox.read', reconcile(a)),
      leaseBlocks: gated('block.manage', leaseBlocks(a)),
    },
  }
}
