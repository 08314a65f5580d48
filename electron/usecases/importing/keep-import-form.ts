import { type ImportForm } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { NEW_IMPORT } from '../common/jots.ts'
import { type BasePorts } from '../common/ports.ts'

/** What this person has filled in for a new import that is not laid down yet. */
export function importForm(ports: Pick<BasePorts, 'db'>) {
  return (actor: Actor): ImportForm | null =>
    (ports.db.read(stores => stores.jots.get(NEW_IMPORT, actor.userId)) as ImportForm | undefined) ?? null
}

/** Keeps it; laying the import down drops it. */
export function keepImportForm(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (actor: Actor, form: ImportForm): null => {
    ports.db.write(stores =>
      stores.jots.set(NEW_IMPORT, actor.userId, form as unknown as Json, ports.clock.now()),
    )
    return null
  }
}
