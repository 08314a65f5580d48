import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BackupOpener, type BackupOpenErrorCode, type FolderDraft } from '../../ports/backup.ts'
import { type WorkstationDatabase } from '../../ports/database.ts'
import { type Clock } from '../../ports/platform.ts'
import { COPIES_FOLDER, DATABASE_FILE } from '../common/data-folder.ts'
import { heldBlocksOf, setHeldBlocks } from '../common/held-blocks.ts'
import { journalled } from '../common/journal.ts'
import { setRestoredFrom } from '../common/restored.ts'
import { type BackupManifest } from './backup-manifest.ts'
import { backupNotFound } from './restore-drill.ts'
import { checkDatabase, checkFiles, type BackupCheck, type VerifyBackupPorts } from './verify-backup.ts'
import { manifestOf } from './backup-places.ts'

export interface RestorePorts extends VerifyBackupPorts {
  readonly opener: BackupOpener
  readonly clock: Clock
}

export interface RestoreInput {
  readonly backup: string
  /** The new data folder: empty, or not there yet. */
  readonly target: string
  /** Brings back what is whole when some electronic copies are damaged; those are left out and named. Default false. */
  readonly acceptDamagedCopies?: boolean
  readonly onProgress?: (filesDone: number) => void
}

export interface Restored {
  readonly madeAt: Instant
  readonly licences: number
  readonly checks: readonly BackupCheck[]
  /** Damaged copies that were left out. */
  readonly leftOut: readonly string[]
  /** Blocks that no number is taken from until an administrator says so: see `releaseBlocks`. */
  readonly heldBlocks: readonly string[]
}

export type RestoreError = AppError<
  'backup-not-found' | 'target-not-empty' | 'backup-damaged' | 'restore-not-written' | BackupOpenErrorCode
>

const notEmpty = (): RestoreError =>
  appError('target-not-empty', words('目标目录不是空的', 'The target folder is not empty'), {
    next: words(
      '恢复从不覆盖已有数据：请另选一个空目录，旧目录请保留',
      'A restore never replaces anything: choose an empty folder and keep the old one',
    ),
  })

const damagedBackup = (checks: readonly BackupCheck[]): RestoreError => {
  const failed = checks.filter(line => !line.ok)
  return appError(
    'backup-damaged',
    words(
      `该备份已损坏：${failed.map(line => line.text.zh).join('；')}`,
      `This backup is damaged: ${failed.map(line => line.text.en).join('; ')}`,
    ),
    {
      next: words(
        '请改用更早的备份；若只是个别电子证照损坏，可选择跳过它们',
        'Use an older backup; where only single electronic copies are damaged, they can be left out',
      ),
      data: { paths: failed.flatMap(line => line.paths).slice(0, 100) },
    },
  )
}

const notWritten = (error: unknown): RestoreError => {
  const code = (error as { readonly code?: unknown }).code
  return appError(
    'restore-not-written',
    words('恢复没有完成，目标目录未改动', 'The restore was not completed; the target folder is untouched'),
    {
      next: words(
        '请检查磁盘空间和权限后重试',
        'See to the room on the disk and the permissions, then try again',
      ),
      data: { cause: typeof code === 'string' ? code : 'unknown' },
    },
  )
}

const isCopy = (path: string): boolean => path.startsWith(`${COPIES_FOLDER}/`)

/** Numbers may have been used after the backup was made: every block it knew of is held, and the journal says so. */
function markRestored(
  db: WorkstationDatabase,
  actor: Actor,
  manifest: BackupManifest,
  at: Instant,
): readonly string[] {
  return db.write(stores => {
    const wet = stores.numbers.blocks().filter(state => state.next < state.block.count)
    const held = [...new Set([...heldBlocksOf(stores), ...wet.map(state => state.block.blockId)])]
    setHeldBlocks(stores, held)
    setRestoredFrom(stores, { at, madeAt: manifest.madeAt as Instant })
    journalled(stores, actor, at, {
      action: 'backup.restored',
      subjectType: 'backup',
      subjectId: manifest.madeAt,
      detail: { journal: manifest.journal, outbox: manifest.outbox, heldBlocks: held },
    })
    return held
  })
}

async function fill(
  ports: RestorePorts,
  actor: Actor,
  input: RestoreInput,
  draft: FolderDraft,
): Promise<Result<Restored, RestoreError>> {
  const checked = await checkFiles(ports, input.backup, input.onProgress)
  const { manifest, list } = checked
  const tolerable = input.acceptDamagedCopies === true && checked.damaged.every(isCopy)
  const sound = checked.checks.every(line => line.ok) || tolerable
  if (!manifest || !list || !sound) return err(damagedBackup(checked.checks))
  for (const [path, sha256] of list) {
    if (checked.damaged.includes(path)) continue
    const fact = await draft.copy(ports.folders.join(input.backup, path), path)
    if (fact.sha256 !== sha256) return err(damagedBackup([unsteady(path)]))
  }
  const opened = await ports.opener.open(draft.absolute(DATABASE_FILE))
  if (!opened.ok) return opened
  try {
    const checks = [...checked.checks, ...(await checkDatabase(opened.value, manifest, list))]
    if (checks.some(line => !line.ok && !(tolerable && line.code === 'files')))
      return err(damagedBackup(checks))
    const heldBlocks = markRestored(opened.value.db, actor, manifest, ports.clock.now())
    return ok({
      madeAt: manifest.madeAt as Instant,
      licences: manifest.counts.licences,
      checks,
      leftOut: checked.damaged,
      heldBlocks,
    })
  } finally {
    opened.value.db.close()
  }
}

const unsteady = (path: string): BackupCheck => ({
  code: 'files',
  ok: false,
  text: words(
    `读取 ${path} 两次，结果不同：备份磁盘可能有坏道`,
    `${path} read differently twice: the disk may be failing`,
  ),
  paths: [path],
})

/**
 * Brings a backup back into an empty data folder. The folder appears only when every byte was copied, checked and opened.
 * Number blocks are held afterwards, since numbers may have been used after the backup was made.
 */
export function restore(ports: RestorePorts) {
  return async (actor: Actor, input: RestoreInput): Promise<Result<Restored, RestoreError>> => {
    if (manifestOf(ports, input.backup) === undefined) return err(backupNotFound())
    if (!ports.folders.isEmpty(input.target)) return err(notEmpty())
    let draft: FolderDraft | undefined
    try {
      draft = ports.folders.begin(input.target)
      const restored = await fill(ports, actor, input, draft)
      if (restored.ok) draft.finish()
      else draft.abandon()
      return restored
    } catch (error) {
      draft?.abandon()
      return err(notWritten(error))
    }
  }
}
