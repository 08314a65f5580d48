import { type Batch } from '../../../shared/domain/batch.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { type Turns } from '../../ports/platform.ts'
import { type BasePorts } from '../common/ports.ts'
import { createBatch, MAX_BATCH, type CreateBatchError } from './create-batch.ts'

const SLICE = 500

/** Lays down a batch of everything that is approved, or of all of one kind, oldest first. */
export function createBatchOfAll(ports: BasePorts & { readonly turns: Turns }) {
  return async (
    actor: Actor,
    input: { readonly kind?: KindId },
  ): Promise<Result<Batch, CreateBatchError>> => {
    const applicationIds: string[] = []
    let after: string | undefined
    do {
      const page = ports.db.read(stores =>
        stores.applications.list({
          ...input,
          states: ['approved'],
          limit: SLICE,
          ...(after === undefined ? {} : { after }),
        }),
      )
      applicationIds.push(...page.items.map(item => item.id))
      after = page.cursor ?? undefined
      await ports.turns.next()
    } while (after !== undefined && applicationIds.length <= MAX_BATCH)
    return createBatch(ports)(actor, { applicationIds })
  }
}
