import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type RecordPorts } from '../common/ports.ts'

/** The receipt of a batch whose answer was lost on the way. */
export function batchReceipt({ db }: Pick<RecordPorts, 'db'>) {
  return async (
    caller: WorkstationCaller,
    input: { readonly batchId: string },
  ): Promise<Result<{ readonly receipt: string }, AppError<'batch-unknown'>>> => {
    const [row] = await db.sql.query<{ receipt: string }>(
      'SELECT receipt FROM batches WHERE workstation_id = $1 AND batch_id = $2',
      [caller.workstationId, input.batchId],
    )
    if (row) return ok(row)
    return err(
      appError('batch-unknown', words('国家库没有收到过这一批', 'the store has not got such a batch'), {
        next: words('请重发这一批', 'send the batch again'),
      }),
    )
  }
}
