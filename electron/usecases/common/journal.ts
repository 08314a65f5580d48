import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'

export interface Act {
  readonly action: string
  readonly subjectType:
    | 'application'
    | 'licence'
    | 'user'
    | 'seal'
    | 'block'
    | 'batch'
    | 'import'
    | 'office'
    | 'certificate'
    | 'backup'
    | 'file'
  readonly subjectId: string
  readonly detail?: Json
}

/** Writes the journal line of an act, inside the act's own transaction. */
export function journalled(stores: Stores, actor: Actor, at: Instant, act: Act): void {
  stores.journal.append(
    {
      action: act.action,
      actorId: actor.userId,
      actorName: actor.name,
      subjectType: act.subjectType,
      subjectId: act.subjectId,
      detail: act.detail ?? null,
    },
    at,
  )
}
