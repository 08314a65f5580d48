import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'

/** What a place that the clerk named may answer: not there, not ours, full, gone with the stick. */
const PLACE_FAULTS = [
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EROFS',
  'EISDIR',
  'EBUSY',
  'ENOSPC',
  'EDQUOT',
  'EIO',
]

/** Writes a file at a place that the clerk named; the place's own faults become words, others stay faults. */
export async function sheetWritten(
  write: () => Promise<void>,
): Promise<Result<void, AppError<'file-not-written'>>> {
  try {
    await write()
    return ok(undefined)
  } catch (error) {
    const code = String((error as { readonly code?: unknown } | null)?.code)
    if (!PLACE_FAULTS.includes(code)) throw error
    return err(
      appError(
        'file-not-written',
        words(`文件写不到所选位置（${code}）`, `The file cannot be written there (${code})`),
        {
          next: words(
            '请另选一个可以写入、空间足够的位置；若该文件正开着，请先关闭',
            'Choose another place that can be written and has room; close the file if it is open',
          ),
          data: { errno: code },
        },
      ),
    )
  }
}
