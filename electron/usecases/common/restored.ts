import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'

const RESTORED = 'restored'

export interface RestoredFrom {
  readonly at: Instant
  /** When the backup was made: what was done between the two is not in this database. */
  readonly madeAt: Instant
}

/** When this database last came back out of a backup; undefined when it never did. */
export const restoredFrom = (stores: Stores): RestoredFrom | undefined =>
  stores.settings.get(RESTORED) as RestoredFrom | undefined

export function setRestoredFrom(stores: Stores, restored: RestoredFrom): void {
  stores.settings.set(RESTORED, { at: restored.at, madeAt: restored.madeAt })
}
