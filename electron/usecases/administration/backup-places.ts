import { type Instant } from '../../../shared/kernel/instant.ts'
import { type Folders } from '../../ports/backup.ts'
import { type OutsideFiles } from '../../ports/file-vault.ts'
import { type Digests } from '../../ports/platform.ts'
import { MANIFEST_FILE, readManifest, type BackupManifest } from './backup-manifest.ts'

const NAME = /^([A-Z0-9-]{8,32})_(\d{8}T\d{6}Z)(?:_(\d{2}))?$/

/** `<workstation>_20261123T021500Z`; a second one within the same second ends in `_02`. */
export function backupName(workstationId: string, at: Instant, taken: readonly string[]): string {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const plain = `${workstationId}_${stamp}`
  if (!taken.includes(plain)) return plain
  for (let n = 2; ; n++) {
    const name = `${plain}_${String(n).padStart(2, '0')}`
    if (!taken.includes(name)) return name
  }
}

const isOurs = (name: string, workstationId: string): boolean => NAME.exec(name)?.[1] === workstationId

/**
 * Removes this workstation's oldest backups beyond `keep`, and what it left unfinished; never `newest`, and never a folder
 * that is not one of its backups. @returns the names removed
 */
export function rotate(
  ports: Pick<ListBackupsPorts, 'folders' | 'outside'>,
  place: string,
  workstationId: string,
  rule: { readonly keep: number; readonly newest: string },
): readonly string[] {
  const older = ports.folders
    .finished(place)
    .filter(name => isOurs(name, workstationId) && name !== rule.newest)
    .filter(name => ports.outside.exists(ports.folders.join(place, `${name}/${MANIFEST_FILE}`)))
  const surplus = older.slice(0, Math.max(0, older.length - (rule.keep - 1)))
  const broken = ports.folders
    .unfinished(place)
    .filter(name => isOurs(name.slice(0, name.indexOf('.')), workstationId))
  for (const name of [...surplus, ...broken]) ports.folders.remove(ports.folders.join(place, name))
  return surplus
}

export interface BackupLine {
  readonly name: string
  readonly folder: string
  /** Null when the manifest is damaged: such a backup must not be relied on. */
  readonly manifest: BackupManifest | null
}

export interface ListBackupsPorts {
  readonly folders: Folders
  readonly outside: OutsideFiles
  readonly digests: Digests
}

/** The manifest of a backup folder: undefined where there is none, `damaged` where it is not as it was written. */
export function manifestOf(ports: ListBackupsPorts, folder: string): BackupManifest | 'damaged' | undefined {
  const file = ports.folders.join(folder, MANIFEST_FILE)
  if (!ports.outside.exists(file)) return undefined
  const bytes = ports.outside.read(file, 64 * 1024)
  return (bytes && readManifest(bytes, ports.digests)) ?? 'damaged'
}

/** The backups at a place, newest first, of every workstation that keeps its backups there. Unfinished ones are none. */
export function listBackups(ports: ListBackupsPorts) {
  return (place: string): readonly BackupLine[] => {
    const lines: BackupLine[] = []
    for (const name of ports.folders.finished(place)) {
      const folder = ports.folders.join(place, name)
      const manifest = manifestOf(ports, folder)
      if (manifest !== undefined)
        lines.push({ name, folder, manifest: manifest === 'damaged' ? null : manifest })
    }
    const stamp = (line: BackupLine): string => line.manifest?.madeAt ?? ''
    return lines.sort((a, b) => (stamp(a) < stamp(b) ? 1 : -1))
  }
}
