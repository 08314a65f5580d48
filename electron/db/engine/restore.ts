import { randomBytes } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { asDiskError } from '../vfs/disk-errors.ts'
import { type FileIo, nodeFileIo, readFully, writeFully } from '../vfs/file-io.ts'
import { lockFile } from '../vfs/file-lock.ts'
import { inspectDatabase } from '../vfs/inspect.ts'
import { PageCipher } from '../vfs/page-cipher.ts'
import { copySealed, type LongWork } from './backup.ts'
import { DatabaseMissingError } from './errors.ts'

export interface RestoreOptions {
  readonly backup: string
  /** Where the database lives; it must not be open. */
  readonly file: string
  readonly key: Uint8Array
  readonly io?: FileIo
  readonly work?: LongWork
}

export interface RestoreResult {
  readonly bytes: number
  /** Where the replaced database (and its log) went; nothing is ever deleted. */
  readonly keptAs: string | undefined
}

const CHUNK_BYTES = 1024 * 1024

function copyAsIs(io: FileIo, from: string, to: string): void {
  const source = io.open(from, 'existing')
  try {
    const target = io.open(to, 'create-new')
    try {
      const chunk = new Uint8Array(CHUNK_BYTES)
      for (let position = 0; ; position += CHUNK_BYTES) {
        const n = readFully(io, source, chunk, CHUNK_BYTES, position)
        writeFully(io, target, chunk, n, position)
        if (n < CHUNK_BYTES) break
      }
      io.fsync(target)
    } finally {
      io.close(target)
    }
  } finally {
    io.close(source)
  }
}

/**
 * Puts a backup in the place of the database. The backup's seals are all checked first; the old database and its log
 * are kept under another name. At no moment is there no database, or a new one beside an old log: a crash leaves the
 * old one (perhaps without its log, which is kept) or the new one.
 *
 * Throws DatabaseBusyError, DatabaseKeyError and DatabaseDamagedError (of the backup), DiskFullError, DiskError.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<RestoreResult> {
  const io = options.io ?? nodeFileIo
  const file = resolve(options.file)
  const backup = resolve(options.backup)
  const cipher = new PageCipher(options.key)
  const lock = await lockFile(file)
  const stamp = `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomBytes(2).toString('hex')}`
  const incoming = `${file}.restored-${stamp}`
  try {
    if (!inspectDatabase(io, backup, cipher).exists) throw new DatabaseMissingError(backup)
    const { bytes } = await copySealed(io, cipher, backup, incoming, () => undefined, options.work)
    const keptAs = io.stat(file) ? `${file}.replaced-${stamp}` : undefined
    if (keptAs !== undefined) copyAsIs(io, file, keptAs)
    if (io.stat(`${file}-wal`)) io.rename(`${file}-wal`, `${keptAs ?? `${file}.replaced-${stamp}`}-wal`)
    io.syncDir(dirname(file)) // the old log is gone for good before the new file is there
    io.rename(incoming, file)
    io.syncDir(dirname(file))
    return { bytes, keptAs }
  } catch (error) {
    throw asDiskError(file, 'restore', error)
  } finally {
    lock.release()
  }
}
