import { type Actor } from '../../../shared/domain/people/user.ts'
import { type BasePorts } from '../common/ports.ts'
import { journalled } from '../common/journal.ts'

/** How a session at the window ended or paused. */
export type SessionNote = 'signed-out' | 'locked' | 'locked-idle'

/** An account that is locked out after wrong passwords is another thing than a window that was left. */
const ACTIONS = {
  'signed-out': 'user.signed-out',
  locked: 'user.window-locked',
  'locked-idle': 'user.window-locked-idle',
} as const satisfies Record<SessionNote, string>

/** Signing in is journalled where it happens; this notes when the person left the window. */
export function noteSession(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor, note: SessionNote): void =>
    ports.db.write(stores =>
      journalled(stores, actor, ports.clock.now(), {
        action: ACTIONS[note],
        subjectType: 'user',
        subjectId: actor.userId,
      }),
    )
}
