import { OPEN_FLAG, SQLITE } from './constants.ts'
import { MainFile, type SealedFile, WalFile } from './sealed-file.ts'
import { type SqliteModule, withMemoryConnection } from './sqlite-module.ts'
import { type Volume } from './volume.ts'

/** sqlite3_vfs and sqlite3_io_methods as sqlite3.h lays them out in 32-bit memory. */
const VFS = { version: 0, fileSize: 4, maxPath: 8, name: 16, open: 24, delete: 28, access: 32 } as const
const EXPECTED = { version: 3, maxPath: 512, name: 'unix' } as const
const IO_METHODS_BYTES = 13 * 4
const SECTOR_BYTES = 4096
const POWERSAFE_OVERWRITE = 0x1000
const ACCESS_EXISTS = 0

type CFunction = (...args: number[]) => number

/**
 * Puts real, sealed files under SQLite: three functions of the build's own VFS are replaced, inside the WASM module,
 * for the names given out by `mount`. Every other main database is refused, which also closes ATTACH and VACUUM INTO
 * (they would write plain pages); what is left (temporary files) stays in the engine's memory.
 */
export class SealedVfs {
  readonly #module: SqliteModule
  readonly #volumes = new Map<string, Volume>()
  readonly #files = new Map<number, SealedFile>()
  readonly #methods: number
  #mounted = 0

  constructor(module: SqliteModule) {
    this.#module = module
    const vfs = findVfs(module)
    const original = {
      open: cFunction(module, vfs + VFS.open),
      delete: cFunction(module, vfs + VFS.delete),
      access: cFunction(module, vfs + VFS.access),
    }
    this.#methods = this.#makeMethods()
    module.setInt(vfs + VFS.open, module.addFunction(this.#open(original.open), 'iiiiii'))
    module.setInt(vfs + VFS.delete, module.addFunction(this.#delete(original.delete), 'iiii'))
    module.setInt(vfs + VFS.access, module.addFunction(this.#access(original.access), 'iiiii'))
  }

  /** Gives the volume a name to open it by. */
  mount(volume: Volume): string {
    const name = `/sealed-${++this.#mounted}`
    this.#volumes.set(name, volume)
    return name
  }

  unmount(name: string): void {
    this.#volumes.delete(name)
  }

  #volumeOf(name: string): Volume | undefined {
    return this.#volumes.get(name.replace(/-(wal|journal)$/, ''))
  }

  #open(original: CFunction): CFunction {
    return (vfs = 0, zName = 0, file = 0, flags = 0, outFlags = 0) => {
      const name = zName === 0 ? '' : this.#module.text(zName)
      const volume = this.#volumeOf(name)
      if (!volume) {
        if ((flags & OPEN_FLAG.MAIN_DB) === 0) return original(vfs, zName, file, flags, outFlags)
        this.#module.setInt(file, 0)
        return SQLITE.CANTOPEN
      }
      this.#module.setInt(file, 0) // no xClose unless this succeeds
      return volume.guard('open', SQLITE.CANTOPEN, () => {
        this.#files.set(file, openSealed(volume, name, flags))
        this.#module.setInt(file, this.#methods)
        if (outFlags !== 0) this.#module.setInt(outFlags, flags)
        return SQLITE.OK
      })
    }
  }

  #delete(original: CFunction): CFunction {
    return (vfs = 0, zName = 0, syncDir = 0) => {
      const name = this.#module.text(zName)
      const volume = this.#volumeOf(name)
      if (!volume) return original(vfs, zName, syncDir)
      return volume.guard('unlink', SQLITE.IOERR_DELETE, () => {
        if (!name.endsWith('-wal') || !volume.io.stat(volume.walPath)) return SQLITE.IOERR_DELETE_NOENT
        volume.io.unlink(volume.walPath)
        if (syncDir !== 0) volume.io.syncDir(volume.folder)
        return SQLITE.OK
      })
    }
  }

  #access(original: CFunction): CFunction {
    return (vfs = 0, zName = 0, flags = 0, out = 0) => {
      const name = this.#module.text(zName)
      const volume = this.#volumeOf(name)
      if (!volume) return original(vfs, zName, flags, out)
      return volume.guard('stat', SQLITE.IOERR_ACCESS, () => {
        const path = name.endsWith('-wal') ? volume.walPath : volume.path
        const stat = name.endsWith('-journal') ? undefined : volume.io.stat(path)
        this.#module.setInt(out, stat && (flags !== ACCESS_EXISTS || stat.size > 0) ? 1 : 0)
        return SQLITE.OK
      })
    }
  }

  #file(pointer: number): SealedFile {
    const file = this.#files.get(pointer)
    if (!file) throw new Error('SQLite used a file that is not open')
    return file
  }

  #makeMethods(): number {
    const m = this.#module
    const guarded = (
      operation: string,
      failure: number,
      fn: (file: SealedFile, ...args: number[]) => number,
    ) =>
      ((pointer: number, ...args: (number | bigint)[]) => {
        const file = this.#file(pointer)
        return file.volume.guard(operation, failure, () => fn(file, ...args.map(Number)))
      }) as never
    const constant = (value: number) => (() => value) as never
    const methods: readonly [fn: never, signature: string][] = [
      [this.#close() as never, 'ii'],
      [guarded('read', SQLITE.IOERR_READ, (f, at, n, pos) => f.read(this.#slice(at, n), pos ?? 0)), 'iiiij'],
      [
        guarded('write', SQLITE.IOERR_WRITE, (f, at, n, pos) => f.write(this.#slice(at, n), pos ?? 0)),
        'iiiij',
      ],
      [guarded('truncate', SQLITE.IOERR_TRUNCATE, (f, size) => f.truncate(size ?? 0)), 'iij'],
      [this.#sync() as never, 'iii'],
      [guarded('size', SQLITE.IOERR_FSTAT, (f, out) => (m.setLong(out ?? 0, f.size()), SQLITE.OK)), 'iii'],
      // One connection a file: exclusion is taken once, when the database is opened (file-lock.ts).
      [constant(SQLITE.OK), 'iii'],
      [constant(SQLITE.OK), 'iii'],
      [((_: number, out: number) => (m.setInt(out, 0), SQLITE.OK)) as never, 'iii'],
      [constant(SQLITE.NOTFOUND), 'iiii'],
      [constant(SECTOR_BYTES), 'ii'],
      [constant(POWERSAFE_OVERWRITE), 'ii'],
    ]
    const table = m.malloc(IO_METHODS_BYTES)
    m.setInt(table, 1) // version 1: no shared memory, so WAL needs (and gets) exclusive locking
    methods.forEach(([fn, signature], i) => m.setInt(table + 4 * (i + 1), m.addFunction(fn, signature)))
    return table
  }

  /** A disk that is full while the last bytes are handed over is full; one that says so to fsync has lost some. */
  #sync(): CFunction {
    return (pointer = 0) => {
      const file = this.#file(pointer)
      const { volume } = file
      const flushed = volume.guard('write', SQLITE.IOERR_WRITE, () => file.flush())
      return flushed === SQLITE.OK ? volume.guard('fsync', SQLITE.IOERR_FSYNC, () => file.sync()) : flushed
    }
  }

  /** Closing works on a frozen volume too: descriptors must not leak. */
  #close(): CFunction {
    return (pointer = 0) => {
      const file = this.#files.get(pointer)
      this.#files.delete(pointer)
      try {
        return file ? file.close() : SQLITE.OK
      } catch {
        return SQLITE.IOERR_CLOSE
      }
    }
  }

  #slice(at = 0, length = 0): Uint8Array {
    return this.#module.bytes.subarray(at, at + length)
  }
}

function openSealed(volume: Volume, name: string, flags: number): SealedFile {
  if ((flags & OPEN_FLAG.MAIN_DB) !== 0) return new MainFile(volume, volume.io.open(volume.path, 'existing'))
  if ((flags & OPEN_FLAG.WAL) === 0) throw new Error(`SQLite asked for ${name}, which is never used here`)
  const isNew = !volume.io.stat(volume.walPath)
  return new WalFile(volume, volume.io.open(volume.walPath, 'create'), isNew)
}

function cFunction(module: SqliteModule, slot: number): CFunction {
  const fn = module.functionAt(module.getInt(slot))
  if (typeof fn !== 'function')
    throw new Error('this build of sql.js is unknown: its VFS holds no function there')
  return fn as CFunction
}

/**
 * The default VFS: the first field of `struct sqlite3`. This is the one thing here that SQLite does not promise, so
 * everything around it is checked, and an unknown build is refused by name instead of being written to.
 */
function findVfs(module: SqliteModule): number {
  const vfs = withMemoryConnection(module, db => module.getInt(db))
  const version = module.getInt(vfs + VFS.version)
  const maxPath = module.getInt(vfs + VFS.maxPath)
  const name = version === EXPECTED.version ? module.text(module.getInt(vfs + VFS.name)) : '?'
  if (version !== EXPECTED.version || maxPath !== EXPECTED.maxPath || name !== EXPECTED.name)
    throw new Error(
      `this build of sql.js is unknown: its VFS reads version ${version}, path limit ${maxPath}, name ${name}; ` +
        `expected ${EXPECTED.version}, ${EXPECTED.maxPath}, ${EXPECTED.name} (see docs/adr/0002-database-engine.md)`,
    )
  return vfs
}
