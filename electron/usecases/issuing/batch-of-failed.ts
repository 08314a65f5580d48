import { type Batch } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Turns } from '../../ports/platform.ts'
import { type BasePorts } from '../common/ports.ts'
import { createBatch, type CreateBatchError } from './create-batch.ts'

const SLICE = 500

/**
 * Lays down a batch of everything that failed in another, in its order. What has been returned or issued since is not
 * in it: there is nothing to try again.
 */
export function createBatchOfFailed(ports: BasePorts & { readonly turns: Turns }) {
  return async (
    actor: Actor,
    input: { readonly batchId: string },
  ): Promise<Result<Batch, CreateBatchError | AppError<'batch-not-found'>>> => {
    const failed = ports.db.read(stores =>
      stores.batches.get(input.batchId)
        ? stores.batches.items(input.batchId).filter(item => item.state === 'failed')
        : undefined,
    )
    if (!failed) return err(appError('batch-not-found', words('没有这一批次', 'There is no such batch')))
    const applicationIds: string[] = []
    for (let from = 0; from < failed.length; from += SLICE) {
      ports.db.read(stores => {
        for (const { applicationId } of failed.slice(from, from + SLICE))
          if (stores.applications.get(applicationId)?.state === 'approved') applicationIds.push(applicationId)
      })
      await ports.turns.next()
    }
    return createBatch(ports)(actor, { applicationIds })
  }
}
