import { type Actor } from '../../../shared/domain/people/user.ts'
import { type BasePorts } from '../common/ports.ts'
import { journalled } from '../common/journal.ts'

export interface RefusedCalls {
  /** Why: `sender-refused`, `call-malformed`, `permission-denied` … */
  readonly code: string
  /** The call's name where it could be read. */
  readonly channel: string | null
  /** How many of this sort since the last line: a flood of calls must not become a flood of lines. */
  readonly count: number
}

/** Calls of the window that the gate refused: somebody tries what the page never does. */
export function noteRefusal(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor, refused: RefusedCalls): void =>
    ports.db.write(stores =>
      journalled(stores, actor, ports.clock.now(), {
        action: 'window.call-refused',
        subjectType: 'office',
        subjectId: 'window',
        detail: { code: refused.code, channel: refused.channel, count: refused.count },
      }),
    )
}
