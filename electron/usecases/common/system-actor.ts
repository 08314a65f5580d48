import { type Actor } from '../../../shared/domain/people/user.ts'

/** Who acts when the program itself does: at start, before anybody has signed in. May nothing that a role is needed for. */
export const SYSTEM_ACTOR: Actor = { userId: 'system', name: '系统', roles: [] }
