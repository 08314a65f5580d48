import path from 'node:path'
import { openDataKey } from '../platform/data-key.ts'
import { digests } from '../platform/digests.ts'
import { folders } from '../platform/folders.ts'
import { outsideFiles } from '../platform/outside-files.ts'
import { systemClock } from '../platform/clock.ts'
import { type Folders } from '../ports/backup.ts'
import { restore, type Restored, type RestoreError } from '../usecases/administration/restore.ts'
import { KEY_FILE } from '../usecases/common/data-folder.ts'
import { SYSTEM_ACTOR } from '../usecases/common/system-actor.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { utf8 } from '../../shared/kernel/bytes.ts'
import { err, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { createBackupOpener } from './backup-opener.ts'
import { DEMO_SECRET } from './demo/demo-people.ts'
import { MARK_FILE, markText } from './sessions.ts'
import { KEY_ERRORS } from './workstation.ts'

export interface RestoreFolderInput {
  /** One backup: the folder with manifest.json. */
  readonly from: string
  /** The new data folder: empty, or not there yet. */
  readonly dataDir: string
  /** Opens the backup's data key; not needed for a demonstration's. */
  readonly secret?: string
  readonly acceptDamagedCopies?: boolean
  readonly onProgress?: (filesDone: number) => void
}

export type RestoreFolderError =
  RestoreError | AppError<'data-key-missing' | 'data-key-damaged' | 'secret-wrong'>

const keyOf = (from: string, secret: string) => openDataKey(path.join(from, KEY_FILE), secret)

/** Whether a backup is one of a demonstration office, whose secret is known. */
export const isDemoBackup = (from: string): boolean => typeof keyOf(from, DEMO_SECRET) !== 'string'

/** The folders port, but a data folder that it finishes bears the mark that says how it is opened. */
const marking = (demo: boolean): Folders => ({
  ...folders,
  begin(target) {
    const draft = folders.begin(target)
    return {
      ...draft,
      finish() {
        draft.write(MARK_FILE, utf8(markText(demo ? 'demonstration' : 'asked')))
        draft.finish()
      },
    }
  },
})

/**
 * Brings a backup back into an empty data folder, without any workstation open: the one that it was made by may be gone.
 * The backup's own key opens it, by the secret of the office.
 */
export async function restoreFolder(
  input: RestoreFolderInput,
): Promise<Result<Restored, RestoreFolderError>> {
  if (!outsideFiles.exists(path.join(input.from, 'manifest.json'))) {
    return err(
      appError('backup-not-found', words('这里没有完整的备份', 'There is no whole backup here'), {
        next: words('请选择含有 manifest.json 的备份目录', 'Choose a backup folder that holds manifest.json'),
      }),
    )
  }
  const demo = isDemoBackup(input.from)
  const key = keyOf(input.from, demo ? DEMO_SECRET : (input.secret ?? ''))
  if (typeof key === 'string') return err(KEY_ERRORS[key])
  const ports = {
    folders: marking(demo),
    outside: outsideFiles,
    digests,
    clock: systemClock,
    opener: createBackupOpener(key),
  }
  return restore(ports)(SYSTEM_ACTOR, {
    backup: input.from,
    target: input.dataDir,
    ...(input.acceptDamagedCopies ? { acceptDamagedCopies: true } : {}),
    ...(input.onProgress ? { onProgress: input.onProgress } : {}),
  })
}
