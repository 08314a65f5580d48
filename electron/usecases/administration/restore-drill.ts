import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BackupOpener } from '../../ports/backup.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { DATABASE_FILE, SCRATCH_FOLDER } from '../common/data-folder.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { manifestOf } from './backup-places.ts'
import { checkDatabase, checkFiles, type BackupCheck, type VerifyBackupPorts } from './verify-backup.ts'

export interface RestoreDrillPorts extends BasePorts, VerifyBackupPorts {
  readonly vault: FileVault
  readonly opener: BackupOpener
}

export interface RestoreDrillInput {
  /** A backup's folder. */
  readonly backup: string
  readonly onProgress?: (filesDone: number) => void
}

export interface DrillReport {
  /** Whether this backup would bring the workstation back, whole. */
  readonly ok: boolean
  readonly madeAt: Instant | null
  readonly checks: readonly BackupCheck[]
}

export type RestoreDrillError = AppError<'backup-not-found' | 'drill-not-possible'>

export const LAST_DRILL = 'last-drill'

export const backupNotFound = (): AppError<'backup-not-found'> =>
  appError('backup-not-found', words('这里没有完整的备份', 'There is no whole backup here'), {
    next: words(
      '请选择含有 manifest.json 的备份目录；中途断开的备份不能使用',
      'Choose a backup folder that holds manifest.json; one that was broken off cannot be used',
    ),
  })

const notPossible = (error: unknown): RestoreDrillError => {
  const code = (error as { readonly code?: unknown }).code
  return appError(
    'drill-not-possible',
    words('演练无法进行：读写磁盘失败', 'The drill could not be held: reading or writing the disk failed'),
    {
      next: words(
        '请检查磁盘空间和备份磁盘后重试',
        'See to the room on the disk and to the backup disk, then try again',
      ),
      data: { cause: typeof code === 'string' ? code : 'unknown' },
    },
  )
}

/** Opens a copy of the backup's database, never the backup itself: opening writes beside it. */
async function openedChecks(
  ports: RestoreDrillPorts,
  backup: string,
  checked: Awaited<ReturnType<typeof checkFiles>>,
): Promise<readonly BackupCheck[]> {
  const { manifest, list } = checked
  if (!manifest || !list || checked.damaged.includes(DATABASE_FILE)) return []
  const scratch = ports.folders.begin(ports.vault.absolute(`${SCRATCH_FOLDER}/drill-${ports.ids.next()}`))
  try {
    await scratch.copy(ports.folders.join(backup, DATABASE_FILE), DATABASE_FILE)
    const opened = await ports.opener.open(scratch.absolute(DATABASE_FILE))
    if (!opened.ok) return [{ code: 'database', ok: false, text: opened.error.text, paths: [DATABASE_FILE] }]
    try {
      return await checkDatabase(opened.value, manifest, list)
    } finally {
      opened.value.db.close()
    }
  } finally {
    scratch.abandon()
  }
}

/**
 * Tries a backup out without touching anything: reads every file, opens a copy of the database, walks both chains, and
 * compares all of it with the manifest. What is wrong is named file by file.
 */
export function restoreDrill(ports: RestoreDrillPorts) {
  return async (actor: Actor, input: RestoreDrillInput): Promise<Result<DrillReport, RestoreDrillError>> => {
    if (manifestOf(ports, input.backup) === undefined) return err(backupNotFound())
    let report: DrillReport
    try {
      const checked = await checkFiles(ports, input.backup, input.onProgress)
      const checks = [...checked.checks, ...(await openedChecks(ports, input.backup, checked))]
      const reached = checks.some(line => line.code === 'copies') // the last check: nothing before it stopped the drill
      report = {
        ok: reached && checks.every(line => line.ok),
        madeAt: (checked.manifest?.madeAt as Instant | undefined) ?? null,
        checks,
      }
    } catch (error) {
      return err(notPossible(error))
    }
    const at = ports.clock.now()
    ports.db.write(stores => {
      stores.settings.set(LAST_DRILL, { at, ok: report.ok, madeAt: report.madeAt })
      journalled(stores, actor, at, {
        action: 'backup.drilled',
        subjectType: 'backup',
        subjectId: report.madeAt ?? 'damaged',
        detail: { ok: report.ok, failed: report.checks.filter(line => !line.ok).map(line => line.code) },
      })
    })
    return ok(report)
  }
}
