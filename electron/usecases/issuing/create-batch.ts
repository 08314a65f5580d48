import { type Batch } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface CreateBatchInput {
  /** Approved applications, in the order in which they are to be issued. */
  readonly applicationIds: readonly string[]
}

export type CreateBatchError = AppError<
  'batch-empty' | 'batch-too-large' | 'application-state-wrong' | 'application-twice'
>

/** More than a counter issues in a week; keeps the result sheet one that can be opened. Our default. */
export const MAX_BATCH = 50_000

function listFault(ids: readonly string[]): CreateBatchError | undefined {
  if (ids.length === 0) {
    return appError('batch-empty', words('没有可制证的申请', 'There is nothing to issue'), {
      next: words('请先选定待制证的申请', 'Choose approved applications first'),
    })
  }
  if (ids.length > MAX_BATCH) {
    return appError(
      'batch-too-large',
      words(`一批最多 ${MAX_BATCH} 件`, `A batch has at most ${MAX_BATCH} applications`),
      { next: words('请分成几批', 'Make several batches of it') },
    )
  }
  return new Set(ids).size === ids.length
    ? undefined
    : appError(
        'application-twice',
        words('同一申请在一批中出现两次', 'An application stands in the batch twice'),
        { next: words('请去掉重复的申请', 'Take the repeated one out') },
      )
}

function stateFault(stores: Stores, ids: readonly string[]): CreateBatchError | undefined {
  for (const id of ids) {
    const application = stores.applications.get(id)
    if (application?.state === 'approved') continue
    const receipt = application?.receiptNumber ?? id
    return appError(
      'application-state-wrong',
      words(`${receipt} 不是待制证状态`, `${receipt} is not approved`),
      { next: words('请把它移出本批', 'Take it out of the batch'), data: { application: id } },
    )
  }
  return undefined
}

/** Lays down a batch, nothing issued yet. Every application must be approved. */
export function createBatch(ports: BasePorts) {
  return (actor: Actor, input: CreateBatchInput): Result<Batch, CreateBatchError> => {
    const ids = input.applicationIds
    const wrong = listFault(ids)
    if (wrong) return err(wrong)
    const at = ports.clock.now()
    return ports.db.write(stores => {
      const unfit = stateFault(stores, ids)
      if (unfit) return err(unfit)
      const batch: Batch = {
        id: ports.ids.next(),
        state: 'paused',
        createdAt: at,
        createdBy: actor.name,
        total: ids.length,
        issued: 0,
        failed: 0,
        stopReason: null,
      }
      stores.batches.insert(batch, ids)
      journalled(stores, actor, at, {
        action: 'batch.created',
        subjectType: 'batch',
        subjectId: batch.id,
        detail: { total: ids.length },
      })
      return ok(batch)
    })
  }
}
