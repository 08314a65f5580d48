import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { type BlockState } from '../../../shared/domain/numbering/block.ts'

/** What became of one block file. */
export interface BlockFileResult {
  readonly fileName: string
  readonly taken: BlockState | null
  /** Not to be used before an administrator says so: the workstation came out of a backup. */
  readonly held: boolean
  readonly error: AppError | null
}

type Import = (
  file: File,
) => Promise<Result<{ readonly state: BlockState; readonly held: boolean }, AppError>>

/** Hands the files over one after the other, and tells of each as soon as it is decided. */
export async function importEach(
  files: readonly File[],
  take: Import,
  tell: (result: BlockFileResult) => void,
): Promise<void> {
  for (const file of files) {
    const reply = await take(file)
    tell(
      reply.ok
        ? { fileName: file.name, taken: reply.value.state, held: reply.value.held, error: null }
        : { fileName: file.name, taken: null, held: false, error: reply.error },
    )
  }
}
