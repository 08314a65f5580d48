import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { utf8 } from '../../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Database } from '../../ports/sql.ts'

/** The newest signed revocation list, as a file. */
export function newestRevocationList({ db }: { readonly db: Database }) {
  return async (): Promise<Result<Uint8Array, AppError<'list-not-made'>>> => {
    const [row] = await db.sql.query<{ envelope: string }>(
      'SELECT envelope FROM revocation_lists ORDER BY number DESC LIMIT 1',
    )
    if (row) return ok(utf8(row.envelope))
    return err(
      appError(
        'list-not-made',
        words('国家库还没有签发过吊销清单', 'the store has made no revocation list yet'),
        {
          next: words('请稍后再取', 'ask again later'),
        },
      ),
    )
  }
}
