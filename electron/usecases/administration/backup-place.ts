import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { listBackups, type BackupLine, type ListBackupsPorts } from './backup-places.ts'
import { LAST_DRILL } from './restore-drill.ts'

const BACKUP_PLACE = 'backup-place'

export interface BackupsSeen {
  readonly place: string
  /** Whether somebody chose it; else it is the usual one beside the data. */
  readonly chosen: boolean
  readonly backups: readonly BackupLine[]
  readonly lastDrill: { readonly at: string; readonly ok: boolean } | null
}

/** The place that an administrator chose; undefined while nobody has. */
export const chosenBackupPlace = (stores: Stores): string | undefined => {
  const kept = stores.settings.get(BACKUP_PLACE)
  return typeof kept === 'string' ? kept : undefined
}

type PlacePorts = Pick<BasePorts, 'db'> & ListBackupsPorts

const drillOf = (kept: Json | undefined): BackupsSeen['lastDrill'] => {
  const { at, ok: good } = (kept ?? {}) as { at?: unknown; ok?: unknown }
  return typeof at === 'string' && typeof good === 'boolean' ? { at, ok: good } : null
}

/** Where this office's backups go, and what lies there. `usual` serves until a place is chosen. */
export function viewBackups(ports: PlacePorts) {
  return (_actor: Actor, input: { readonly usual: string }): BackupsSeen => {
    const kept = ports.db.read(stores => ({
      place: chosenBackupPlace(stores),
      drill: stores.settings.get(LAST_DRILL),
    }))
    const place = kept.place ?? input.usual
    return {
      place,
      chosen: kept.place !== undefined,
      backups: listBackups(ports)(place),
      lastDrill: drillOf(kept.drill),
    }
  }
}

const unusable: AppError<'backup-place-unusable'> = appError(
  'backup-place-unusable',
  words(
    '备份位置要写完整路径，且不能在数据目录里面',
    'A place for backups is a full path outside the data folder',
  ),
  {
    next: words(
      '例如另一块磁盘上的文件夹：/mnt/backup 或 E:\\backup',
      'A folder of another disk, for example: /mnt/backup or E:\\backup',
    ),
  },
)

const isFull = (place: string): boolean => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(place) && !/[\p{Cc}]/u.test(place)

export function setBackupPlace(ports: PlacePorts & Pick<BasePorts, 'clock'>) {
  return (
    actor: Actor,
    input: { readonly place: string; readonly dataDir: string },
  ): Result<BackupsSeen, AppError<'backup-place-unusable'>> => {
    const place = input.place.trim()
    if (!isFull(place) || ports.folders.isInside(place, input.dataDir)) return err(unusable)
    ports.db.write(stores => {
      stores.settings.set(BACKUP_PLACE, place)
      journalled(stores, actor, ports.clock.now(), {
        action: 'backup.place-set',
        subjectType: 'backup',
        subjectId: 'place',
      })
    })
    return ok(viewBackups(ports)(actor, { usual: place }))
  }
}
