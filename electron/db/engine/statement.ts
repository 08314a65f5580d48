import { SQLITE } from '../vfs/constants.ts'
import { type SqliteModule } from '../vfs/sqlite-module.ts'
import { type SqlParams, type SqlRow, type SqlValue } from './sql-values.ts'

const TYPE = { INTEGER: 1, FLOAT: 2, TEXT: 3, BLOB: 4 } as const
/** SQLITE_TRANSIENT: SQLite copies the bytes before the call returns. */
const TRANSIENT = -1
/** Half of a character: UTF-8 has no form for it, and encoding would put U+FFFD in its place. */
const LONE_SURROGATE = /\p{Surrogate}/u
const MAX_PARAMETERS = 32_766

/** A piece of the engine's memory that parameters pass through, grown when one needs more. */
export class Arena {
  readonly #module: SqliteModule
  #pointer = 0
  #bytes = 0

  constructor(module: SqliteModule) {
    this.#module = module
  }

  /** At least `bytes` (and never none) bytes, good until the next call. */
  room(bytes: number): number {
    if (bytes >= this.#bytes) {
      this.free()
      const wanted = Math.max(16_384, bytes + 1)
      this.#pointer = this.#module.malloc(wanted)
      this.#bytes = wanted
    }
    return this.#pointer
  }

  free(): void {
    if (this.#pointer !== 0) this.#module.c._free(this.#pointer)
    this.#pointer = 0
    this.#bytes = 0
  }
}

/** One prepared statement. Result codes go back to the connection, which turns them into errors. */
export class Statement {
  readonly sql: string
  readonly pointer: number
  readonly #module: SqliteModule
  readonly #arena: Arena
  readonly #parameters: number
  #columns: readonly string[] | undefined

  constructor(module: SqliteModule, arena: Arena, pointer: number, sql: string) {
    this.#module = module
    this.#arena = arena
    this.pointer = pointer
    this.sql = sql
    this.#parameters = this.#countParameters()
  }

  /** sqlite3_bind_parameter_count is not exported: parameters are counted by binding until SQLite says "no such". */
  #countParameters(): number {
    const { c } = this.#module
    let count = 0
    while (count < MAX_PARAMETERS && c._sqlite3_bind_int(this.pointer, count + 1, 0) === SQLITE.OK) count++
    if (count > 0) c._sqlite3_clear_bindings(this.pointer)
    return count
  }

  /** Throws on a missing or surplus parameter and on a value that SQLite would change. */
  bind(params: SqlParams): void {
    const { c } = this.#module
    if (this.#parameters > 0) c._sqlite3_clear_bindings(this.pointer)
    if (isPositional(params)) {
      if (params.length !== this.#parameters) throw this.#mismatch(params.length)
      params.forEach((value, i) => this.#bindOne(i + 1, value))
      return
    }
    const names = Object.keys(params)
    if (names.length !== this.#parameters) throw this.#mismatch(names.length)
    for (const name of names) {
      const index = c._sqlite3_bind_parameter_index(this.pointer, this.#write(Buffer.from(`:${name}\0`)))
      if (index === 0) throw new Error(`the statement has no parameter :${name}: ${this.sql}`)
      this.#bindOne(index, params[name] ?? null)
    }
  }

  #mismatch(given: number): Error {
    return new Error(`the statement takes ${this.#parameters} parameters, not ${given}: ${this.sql}`)
  }

  #write(bytes: Uint8Array): number {
    const pointer = this.#arena.room(bytes.length)
    this.#module.bytes.set(bytes, pointer)
    return pointer
  }

  #bindOne(index: number, value: SqlValue): void {
    const code = this.#bindValue(index, value)
    if (code !== SQLITE.OK)
      throw new Error(`parameter ${index} cannot be bound (SQLite ${code}): ${this.sql}`)
  }

  #bindValue(index: number, value: SqlValue): number {
    const { c } = this.#module
    if (value === null) return SQLITE.OK
    if (typeof value === 'number') {
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
        throw new RangeError(
          `parameter ${index} is ${value}: no finite number within ±(2^53 − 1): ${this.sql}`,
        )
      return (value | 0) === value
        ? c._sqlite3_bind_int(this.pointer, index, value)
        : c._sqlite3_bind_double(this.pointer, index, value)
    }
    if (typeof value === 'string') {
      if (LONE_SURROGATE.test(value))
        throw new TypeError(`parameter ${index} has half a character: ${this.sql}`)
      const bytes = Buffer.from(value)
      return c._sqlite3_bind_text(this.pointer, index, this.#write(bytes), bytes.length, TRANSIENT)
    }
    if (value instanceof Uint8Array)
      return c._sqlite3_bind_blob(this.pointer, index, this.#write(value), value.length, TRANSIENT)
    throw new TypeError(`parameter ${index} is a ${typeof value}: ${this.sql}`)
  }

  step(): number {
    return this.#module.c._sqlite3_step(this.pointer)
  }

  /** Makes it ready for the next use and lets go of what was bound. */
  reset(): void {
    this.#module.c._sqlite3_reset(this.pointer)
    if (this.#parameters > 0) this.#module.c._sqlite3_clear_bindings(this.pointer)
  }

  finalize(): void {
    this.#module.c._sqlite3_finalize(this.pointer)
  }

  /** The row that `step` stands on. */
  row(): SqlRow {
    const names = this.#columnNames()
    const row: Record<string, SqlValue> = {}
    for (let i = 0; i < names.length; i++) row[names[i] as string] = this.#column(i)
    return row
  }

  #columnNames(): readonly string[] {
    const { c } = this.#module
    const count = c._sqlite3_column_count(this.pointer)
    if (this.#columns?.length === count) return this.#columns
    const names = Array.from({ length: count }, (_, i) =>
      this.#module.text(c._sqlite3_column_name(this.pointer, i)),
    )
    const twice = names.find((name, i) => names.indexOf(name) !== i)
    if (twice !== undefined) throw new Error(`two columns are called ${twice}, name one anew: ${this.sql}`)
    if (names.includes('__proto__')) throw new Error(`a column cannot be called __proto__: ${this.sql}`)
    this.#columns = names
    return names
  }

  #column(i: number): SqlValue {
    const { c } = this.#module
    switch (c._sqlite3_column_type(this.pointer, i)) {
      case TYPE.INTEGER: {
        const value = c._sqlite3_column_double(this.pointer, i)
        if (!Number.isSafeInteger(value))
          throw new RangeError(`column ${i + 1} holds an integer beyond ±(2^53 − 1): ${this.sql}`)
        return value
      }
      case TYPE.FLOAT:
        return c._sqlite3_column_double(this.pointer, i)
      case TYPE.TEXT: {
        const at = c._sqlite3_column_text(this.pointer, i)
        return this.#module.bytes.toString('utf8', at, at + c._sqlite3_column_bytes(this.pointer, i))
      }
      case TYPE.BLOB: {
        const at = c._sqlite3_column_blob(this.pointer, i)
        return new Uint8Array(this.#module.bytes.subarray(at, at + c._sqlite3_column_bytes(this.pointer, i)))
      }
      default:
        return null
    }
  }
}

const isPositional = (params: SqlParams): params is readonly SqlValue[] => Array.isArray(params)
