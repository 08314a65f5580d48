import { type Actor } from '../../../shared/domain/people/user.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import { type BasePorts } from '../common/ports.ts'

/** Which application each good row of an import became, in the file's order. */
export function importedRows(ports: Pick<BasePorts, 'db'>) {
  return (
    _actor: Actor,
    input: { readonly jobId: string },
  ): Result<readonly { readonly row: number; readonly applicationId: string }[], never> =>
    ok(ports.db.read(stores => stores.applications.ofImport(input.jobId)))
}
