import { openWorkstationDatabase, SCHEMA_VERSION } from '../db/index.ts'
import { type BackupOpener, type BackupOpenErrorCode } from '../ports/backup.ts'
import { appError } from '../../shared/kernel/app-error.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { words, type Words } from '../../shared/kernel/words.ts'

const BY_CODE: Readonly<Record<string, readonly [BackupOpenErrorCode, Words]>> = {
  'database-key': [
    'backup-key-wrong',
    words('备份是用另一把数据密钥加密的', 'The backup is sealed with another data key'),
  ],
  'database-damaged': [
    'backup-database-damaged',
    words('备份中的数据库已损坏', "The backup's database is damaged"),
  ],
  'database-missing': [
    'backup-database-damaged',
    words('备份中没有数据库文件', 'The backup has no database file'),
  ],
  'database-from-future': [
    'backup-from-future',
    words('备份来自更新版本的工作站', 'The backup is of a newer version of the workstation'),
  ],
}

/** Opens copies of the workstation's database by its own key; a file that is not there is an error, never a new database. */
export function createBackupOpener(key: Uint8Array): BackupOpener {
  return {
    async open(file) {
      try {
        return ok({
          db: await openWorkstationDatabase({ file, key, create: false }),
          schemaVersion: SCHEMA_VERSION,
        })
      } catch (error) {
        const known = BY_CODE[String((error as { code?: unknown }).code)]
        if (!known) throw error
        return err(appError(known[0], known[1]))
      }
    },
  }
}
