import { resolve } from 'node:path'
import { createSealedFile } from '../vfs/birth.ts'
import { asDiskError } from '../vfs/disk-errors.ts'
import { engine } from '../vfs/engine-instance.ts'
import { type FileIo, nodeFileIo } from '../vfs/file-io.ts'
import { type FileLock, lockFile } from '../vfs/file-lock.ts'
import { inspectDatabase } from '../vfs/inspect.ts'
import { PageCipher } from '../vfs/page-cipher.ts'
import { Volume } from '../vfs/volume.ts'
import { Connection } from './connection.ts'
import { DatabaseMissingError, DiskFullError } from './errors.ts'
import { type Database } from './handle.ts'
import { SealedDatabase } from './sealed-database.ts'

export { type Database } from './handle.ts'

export interface OpenDatabaseOptions {
  readonly file: string
  /** 32 bytes; the caller may wipe its copy afterwards. */
  readonly key: Uint8Array
  /** The real disk unless a test says otherwise. */
  readonly io?: FileIo
  /** Page cache; 32 MiB unless said otherwise. */
  readonly cacheKiB?: number
  /** Keep other processes out (default). Only a test on a disk of its own goes without. */
  readonly lock?: boolean
  /** Make an empty database where there is none (default). */
  readonly create?: boolean
  /** Prepared statements kept; 256 unless said otherwise. */
  readonly statements?: number
  /** For the control of the power-cut test, which must fail with `false`; see docs/adr/0002-database-engine.md. */
  readonly tornHeaderRule?: boolean
}

const DEFAULT_CACHE_KIB = 32 * 1024
const DEFAULT_STATEMENTS = 256

/**
 * Opens the database, or makes an empty one. Throws DatabaseBusyError, DatabaseKeyError, DatabaseDamagedError,
 * DatabaseMissingError, DiskFullError, DiskError.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const path = resolve(options.file)
  const io = options.io ?? nodeFileIo
  const cipher = new PageCipher(options.key)
  const instance = await engine()
  let lock: FileLock | undefined
  let connection: Connection | undefined
  try {
    lock = options.lock === false ? undefined : await lockFile(path)
    const found = inspectDatabase(io, path, cipher)
    if (!found.exists) {
      if (options.create === false) throw new DatabaseMissingError(path)
      createSealedFile(io, path, cipher)
    }
    const header = options.tornHeaderRule === false ? undefined : found.firstPageFromWal
    connection = new Connection(instance, new Volume(path, io, cipher, header))
    configure(connection, options.cacheKiB ?? DEFAULT_CACHE_KIB)
    const database = new SealedDatabase(connection, lock, options.statements ?? DEFAULT_STATEMENTS)
    if (found.walFrames > 0) settle(database)
    return database
  } catch (error) {
    connection?.close()
    lock?.release()
    throw asDiskError(path, 'open', error)
  }
}

function configure(connection: Connection, cacheKiB: number): void {
  const one = (sql: string): unknown => {
    const statement = connection.prepare(sql)
    try {
      return connection.step(statement) ? Object.values(statement.row())[0] : undefined
    } finally {
      statement.finalize()
    }
  }
  one('PRAGMA locking_mode=EXCLUSIVE') // first: WAL without shared memory needs it
  one('PRAGMA temp_store=MEMORY')
  one(`PRAGMA cache_size=-${Math.max(32, Math.trunc(cacheKiB))}`)
  one('PRAGMA foreign_keys=ON')
  one('PRAGMA trusted_schema=OFF')
  one('PRAGMA cell_size_check=ON')
  one('PRAGMA synchronous=FULL')
  const mode = one('PRAGMA journal_mode=WAL') // reads page 1: recovery happens here
  const settings = [one('PRAGMA locking_mode'), one('PRAGMA synchronous'), one('PRAGMA foreign_keys')]
  if (mode !== 'wal' || settings.join() !== 'exclusive,2,1')
    throw new Error(`the database did not take its settings: ${String(mode)}, ${settings.join()}`)
}

/**
 * Makes what recovery brought back durable before anyone is told of it: after a failed fsync the log may hold a
 * commit that the disk does not. A full disk may wait, since the log itself stays.
 */
function settle(database: Database): void {
  try {
    database.checkpoint()
  } catch (error) {
    if (!(error instanceof DiskFullError)) throw error
  }
}
