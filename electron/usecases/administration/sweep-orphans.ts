import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type FileVault } from '../../ports/file-vault.ts'
import { COPIES_FOLDER, SCRATCH_FOLDER, SEALS_FOLDER, UNFINISHED_END } from '../common/data-folder.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'

export interface SweepPorts extends BasePorts {
  readonly vault: FileVault
}

export interface SweepReport {
  /** Copies whose licence was never written. */
  readonly orphans: number
  /** Writes that were broken off, and working space of drills. */
  readonly leftovers: number
  /** Keys of destroyed seals. */
  readonly destroyedKeys: number
  /** Files that the database names and that are gone: the last backup has them. */
  readonly missing: readonly string[]
  readonly alarms: readonly AppError<'copies-missing' | 'seal-container-missing'>[]
}

const isLeftover = (path: string): boolean => path.endsWith(UNFINISHED_END)

const copiesMissing = (missing: readonly string[]): AppError<'copies-missing'> =>
  appError(
    'copies-missing',
    words(
      `有 ${missing.length} 件证照的电子证照文件不见了`,
      `The electronic copies of ${missing.length} licences are gone`,
    ),
    {
      next: words(
        '请立即停止清理磁盘，从最近的备份中找回这些文件',
        'Stop any cleaning of the disk and fetch the files from the last backup',
      ),
      data: { missing: missing.length, paths: missing.slice(0, 20) },
    },
  )

const containerMissing = (names: readonly string[]): AppError<'seal-container-missing'> =>
  appError(
    'seal-container-missing',
    words(`印章证书文件不见了：${names.join('、')}`, `The container of a seal is gone: ${names.join(', ')}`),
    {
      next: words('请从备份恢复，或重新导入证书', 'Fetch it from a backup, or import the certificate again'),
    },
  )

/**
 * Puts the data folder in order at start: removes copies that no licence owns, and what broken-off writes left.
 * Must run before anything is issued, and in one go: a copy lies on disk a moment before its licence is written, and
 * would be taken for an orphan.
 */
export function sweepOrphans(ports: SweepPorts) {
  return (actor: Actor): SweepReport => {
    const { owned, seals } = ports.db.read(stores => ({
      owned: new Set(stores.licences.eachFilePath()),
      seals: stores.seals.list(),
    }))
    const doomed: string[] = []
    let orphans = 0
    for (const path of ports.vault.list(COPIES_FOLDER)) {
      if (owned.delete(path)) continue
      doomed.push(path)
      if (!isLeftover(path)) orphans++
    }
    const missing = [...owned]
    const leftovers = [
      ...ports.vault.list(SCRATCH_FOLDER),
      ...[...ports.vault.list(SEALS_FOLDER)].filter(isLeftover),
    ]
    const containers = new Set(ports.vault.list(SEALS_FOLDER))
    const dead = seals.filter(seal => seal.state === 'destroyed' && containers.has(seal.containerPath))
    const lost = seals.filter(seal => seal.state !== 'destroyed' && !containers.has(seal.containerPath))
    const report: SweepReport = {
      orphans,
      leftovers: leftovers.length + (doomed.length - orphans),
      destroyedKeys: dead.length,
      missing: [...missing, ...lost.map(seal => seal.containerPath)],
      alarms: [
        ...(missing.length > 0 ? [copiesMissing(missing)] : []),
        ...(lost.length > 0 ? [containerMissing(lost.map(seal => seal.name))] : []),
      ],
    }
    for (const path of [...doomed, ...leftovers, ...dead.map(seal => seal.containerPath)])
      ports.vault.remove(path)
    note(ports, actor, report)
    return report
  }
}

/** A start that found nothing writes nothing: the journal tells of events. */
function note(ports: SweepPorts, actor: Actor, report: SweepReport): void {
  const { orphans, leftovers, destroyedKeys, missing } = report
  if (orphans + leftovers + destroyedKeys + missing.length === 0) return
  ports.db.write(stores =>
    journalled(stores, actor, ports.clock.now(), {
      action: 'file.swept',
      subjectType: 'file',
      subjectId: COPIES_FOLDER,
      detail: { orphans, leftovers, destroyedKeys, missing: missing.length },
    }),
  )
}
