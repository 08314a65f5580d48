import { type BackupLine } from '../../../shared/contract/backups.ts'
import { type BackupLine as FoundBackup } from '../../usecases/administration/backup-places.ts'

/** A backup as the page shows it. */
export const lineOf = ({ name, folder, manifest }: FoundBackup): BackupLine => ({
  name,
  folder,
  facts: manifest && {
    madeAt: manifest.madeAt,
    licences: manifest.counts.licences,
    files: manifest.files.count,
    bytes: manifest.files.bytes,
  },
})
