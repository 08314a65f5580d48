import { type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type BasePorts } from '../common/ports.ts'

/** The newest imports first. */
export function listImports(ports: Pick<BasePorts, 'db'>) {
  return (_actor: Actor, input: { readonly limit: number }): Result<readonly ImportJob[], never> =>
    ok(ports.db.read(stores => stores.imports.list(input.limit)))
}
