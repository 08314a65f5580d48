import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type OutboxType } from '../../../shared/domain/sync/chain.ts'
import { type ReturnReason } from '../../../shared/domain/sync/receipt.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { standsOnFace } from './on-face.ts'

/** What a clerk needs to deal with a returned record: which licence and application, which field, why, and the way. */
export interface ReturnedCard {
  readonly seq: number
  readonly type: OutboxType
  readonly subject: string
  readonly at: Instant
  readonly licence: {
    readonly id: string
    readonly kind: KindId
    readonly number: string
    readonly applicationId: string | null
  } | null
  readonly reasons: readonly (ReturnReason & {
    /** `change`: the value stands on the paper. `look`: no field is named. */
    readonly way: 'correct' | 'change' | 'look'
  })[]
  /** A correction is on its way. */
  readonly corrected: boolean
}

const MOST = 500

/** The records that the store returned and that nothing has taken the place of, oldest first. */
export function returnedRecords(ports: Pick<BasePorts, 'db'> & { readonly standard: Standard }) {
  return (_actor: Actor): readonly ReturnedCard[] =>
    ports.db.read(stores =>
      stores.sync.returned(MOST).flatMap(({ seq, reasons, correctedBy }) => {
        const record = stores.outbox.get(seq)
        if (!record) return []
        const { type, subject, at } = record
        const licence = stores.licences.byIdentifier(subject)
        const wayOf = (field: string | null) => {
          if (field === null) return 'look'
          return licence && standsOnFace(ports.standard.kind(licence.kind), type, field)
            ? 'change'
            : 'correct'
        }
        const card: ReturnedCard = {
          seq,
          type,
          subject,
          at,
          licence: licence
            ? {
                id: licence.id,
                kind: licence.kind,
                number: licence.number,
                applicationId: licence.applicationId,
              }
            : null,
          reasons: reasons.map(reason => ({ ...reason, way: wayOf(reason.field) })),
          corrected: correctedBy !== null,
        }
        return [card]
      }),
    )
}
