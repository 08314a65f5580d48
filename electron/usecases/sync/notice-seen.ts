import { type Actor } from '../../../shared/domain/people/user.ts'
import { type BasePorts } from '../common/ports.ts'

/** The clerk has seen what happened at the store. */
export function noticeSeen(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor, input: { readonly cursor: number }): null => {
    ports.db.write(stores => stores.sync.noticeSeen(input.cursor))
    return null
  }
}
