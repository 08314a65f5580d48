import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

const NOTED = 'recovery-secret-noted'

/** When somebody proved that the recovery secret was written down; undefined while nobody has. */
export const secretNotedAt = (stores: Stores): Instant | undefined =>
  stores.settings.get(NOTED) as Instant | undefined

/** The journal tells that the recovery secret was shown or proved to be written down; never what it is. */
export function noteRecoverySecret(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor, input: { readonly what: 'shown' | 'proved' }): null => {
    const now = ports.clock.now()
    return ports.db.write(stores => {
      if (input.what === 'proved') stores.settings.set(NOTED, now)
      journalled(stores, actor, now, {
        action: `office.secret-${input.what}`,
        subjectType: 'office',
        subjectId: 'recovery-secret',
      })
      return null
    })
  }
}
