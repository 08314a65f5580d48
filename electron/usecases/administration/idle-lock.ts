import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Stores } from '../../ports/database.ts'
import { type BasePorts } from '../common/ports.ts'
import { journalled } from '../common/journal.ts'

const IDLE_LOCK = 'idle-lock-minutes'

/** Our default: long enough to fetch a paper, short enough that nobody else sits down. */
const USUAL_MINUTES = 10

/** Minutes without a key or a mouse until the window locks. */
export const idleLockMinutes = (stores: Stores): number => {
  const kept = stores.settings.get(IDLE_LOCK)
  return typeof kept === 'number' ? kept : USUAL_MINUTES
}

export function setIdleLock(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor, input: { readonly minutes: number }): null =>
    ports.db.write(stores => {
      const before = idleLockMinutes(stores)
      stores.settings.set(IDLE_LOCK, input.minutes)
      journalled(stores, actor, ports.clock.now(), {
        action: 'office.idle-lock-set',
        subjectType: 'office',
        subjectId: 'window',
        detail: { before, minutes: input.minutes },
      })
      return null
    })
}
