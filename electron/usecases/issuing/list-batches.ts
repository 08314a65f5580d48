import { type Batch } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type BasePorts } from '../common/ports.ts'

/** The newest batches first. */
export function listBatches(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor, input: { readonly limit: number }): Result<readonly Batch[], never> =>
    ok(ports.db.read(stores => stores.batches.list(input.limit)))
}
