import { type Actor, type User } from '../../../shared/domain/people/user.ts'
import { type BasePorts } from '../common/ports.ts'
import { lockOf } from './failed-password.ts'

export interface UserLine extends User {
  /** Locked at this moment. */
  readonly locked: boolean
}

/** Everybody, by user name. Holds no password in any form. */
export function listUsers(ports: BasePorts) {
  return (_actor: Actor): readonly UserLine[] => {
    const at = ports.clock.now()
    return ports.db
      .read(stores => stores.users.list())
      .map(user => ({ ...user, locked: lockOf(user, at) !== null }))
      .sort((a, b) => (a.login < b.login ? -1 : 1))
  }
}
