import { type Application } from '../../../shared/domain/application/application.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { EVENT_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

type QueuePorts = Pick<BasePorts, 'db'> & { readonly standard: Standard }

/** An approved application that waits for its licence, with no more of it than the list shows. */
export interface QueueRow {
  readonly applicationId: string
  readonly receiptNumber: string
  readonly kind: KindId
  readonly kindName: Words
  readonly eventName: Words
  readonly holderName: string
  readonly approvedAt: Instant | null
  readonly approvedByName: string
}

export interface IssuingQueue {
  /** Oldest first. */
  readonly items: readonly QueueRow[]
  readonly cursor: string | null
  /** Of all kinds, whatever is asked for. */
  readonly total: number
  readonly kinds: readonly { readonly kind: KindId; readonly name: Words; readonly count: number }[]
}

export interface QueueInput {
  readonly kind?: KindId
  readonly limit: number
  readonly after?: string
}

const STATES = ['approved'] as const

function rowOf(standard: Standard, application: Application): QueueRow {
  return {
    applicationId: application.id,
    receiptNumber: application.receiptNumber,
    kind: application.kind,
    kindName: standard.kind(application.kind).name,
    eventName: EVENT_WORDS[application.event],
    holderName: withoutIdNumbers(String(application.values['holderName'] ?? '')),
    approvedAt: application.decision?.at ?? null,
    approvedByName: application.decision?.byName ?? '',
  }
}

/** What waits to be issued, and how much of each kind. */
export function issuingQueue({ db, standard }: QueuePorts) {
  return (_actor: Actor, input: QueueInput): Result<IssuingQueue, never> =>
    db.read(stores => {
      const kinds = standard.kinds
        .map(({ id, name }) => ({
          kind: id,
          name,
          count: stores.applications.count({ states: STATES, kind: id }),
        }))
        .filter(({ count }) => count > 0)
      const page = stores.applications.list({ ...input, states: STATES })
      return ok({
        items: page.items.map(item => rowOf(standard, item)),
        cursor: page.cursor,
        total: kinds.reduce((sum, { count }) => sum + count, 0),
        kinds,
      })
    })
}
