import { SQLITE } from '../vfs/constants.ts'
import { type Engine } from '../vfs/engine-instance.ts'
import { type SqliteModule } from '../vfs/sqlite-module.ts'
import { type Volume, type VolumeFault } from '../vfs/volume.ts'
import { assertNever } from '../../../shared/kernel/assert-never.ts'
import { ConstraintError, DatabaseDamagedError, DiskError, DiskFullError } from './errors.ts'
import { withoutLeadingBlanks } from './sql-guard.ts'
import { Arena, Statement } from './statement.ts'

const PRIMARY = 0xff

/** SQLite's connection to a sealed volume: prepares statements and turns result codes into our errors. */
export class Connection {
  readonly volume: Volume
  readonly #module: SqliteModule
  readonly #arena: Arena
  readonly #engine: Engine
  readonly #name: string
  readonly #out: number
  readonly #db: number

  constructor(engine: Engine, volume: Volume) {
    this.volume = volume
    this.#engine = engine
    this.#module = engine.module
    this.#arena = new Arena(engine.module)
    this.#out = engine.module.malloc(8)
    this.#name = engine.vfs.mount(volume)
    const zName = this.#module.newText(this.#name)
    const code = this.#module.c._sqlite3_open(zName, this.#out)
    this.#db = this.#module.getInt(this.#out)
    this.#module.c._free(zName)
    if (code !== SQLITE.OK) {
      const error = this.error(code, 'open')
      this.close()
      throw error
    }
  }

  /** The first statement of the text, and what comes after it; no statement when there are only blanks. */
  prepareFirst(sql: string): { readonly statement: Statement | undefined; readonly rest: string } {
    const { c } = this.#module
    const encoded = Buffer.from(`${sql}\0`)
    const zSql = this.#arena.room(encoded.length)
    this.#module.bytes.set(encoded, zSql)
    const code = c._sqlite3_prepare_v2(this.#db, zSql, encoded.length, this.#out, this.#out + 4)
    if (code !== SQLITE.OK) throw this.error(code, sql)
    const pointer = this.#module.getInt(this.#out)
    const rest = this.#module.text(this.#module.getInt(this.#out + 4))
    const statement = pointer === 0 ? undefined : new Statement(this.#module, this.#arena, pointer, sql)
    return { statement, rest }
  }

  /** The one statement of the text. */
  prepare(sql: string): Statement {
    const { statement, rest } = this.prepareFirst(sql)
    if (!statement) throw new Error('the SQL holds no statement')
    if (withoutLeadingBlanks(rest) === '') return statement
    statement.finalize()
    throw new Error(`one statement at a time, there is more behind the first: ${sql}`)
  }

  /** Goes one row on: true when the statement stands on a row, false at the end. */
  step(statement: Statement): boolean {
    this.volume.takeFault()
    const code = statement.step()
    if (code === SQLITE.ROW) return true
    if (code === SQLITE.DONE) return false
    throw this.error(code, statement.sql)
  }

  /** Rows that the latest INSERT, UPDATE or DELETE changed. */
  changes(): number {
    return this.#module.c._sqlite3_changes(this.#db)
  }

  /** What a result code means here. Parameters never appear in it. */
  error(code: number, sql: string): Error {
    const message =
      this.#db === 0 ? `SQLite ${code}` : this.#module.text(this.#module.c._sqlite3_errmsg(this.#db))
    const fault = this.volume.takeFault()
    const { path } = this.volume
    const unexplained = new Error(`${message} (SQLite ${code}): ${sql}`)
    switch (code & PRIMARY) {
      case SQLITE.CONSTRAINT:
        return new ConstraintError(message)
      case SQLITE.CORRUPT:
      case SQLITE.NOTADB:
        return new DatabaseDamagedError(path, { detail: message })
      case SQLITE.FULL:
        return new DiskFullError(path, fault?.kind === 'full' ? fault.cause : undefined)
      case SQLITE.IOERR:
      case SQLITE.CANTOPEN:
        return fault ? errorOf(path, fault) : unexplained
      default:
        return unexplained
    }
  }

  /** All statements must be finalized. Moves the log into the main file, as far as the disk lets it. */
  close(): void {
    if (this.#db !== 0) this.#module.c._sqlite3_close_v2(this.#db)
    this.#arena.free()
    this.#module.c._free(this.#out)
    this.#engine.vfs.unmount(this.#name)
  }
}

function errorOf(path: string, fault: VolumeFault): Error {
  switch (fault.kind) {
    case 'full':
      return new DiskFullError(path, fault.cause)
    case 'disk':
      return new DiskError(path, fault.operation, fault.cause)
    case 'damage':
      return new DatabaseDamagedError(path, {
        ...(fault.page === undefined ? {} : { page: fault.page }),
        detail: fault.detail,
      })
    default:
      return assertNever(fault)
  }
}
