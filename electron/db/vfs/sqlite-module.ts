import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import initSqlJs from 'sql.js'
import { SQLITE } from './constants.ts'

/** SQLite's C functions as sql.js 1.16.0 exports them; pointers are numbers. */
export interface SqliteFunctions {
  _malloc(bytes: number): number
  _free(pointer: number): void
  _sqlite3_open(name: number, outDb: number): number
  _sqlite3_close_v2(db: number): number
  _sqlite3_errmsg(db: number): number
  _sqlite3_changes(db: number): number
  _sqlite3_prepare_v2(db: number, sql: number, bytes: number, outStatement: number, outTail: number): number
  _sqlite3_step(statement: number): number
  _sqlite3_reset(statement: number): number
  _sqlite3_finalize(statement: number): number
  _sqlite3_clear_bindings(statement: number): number
  _sqlite3_bind_int(statement: number, index: number, value: number): number
  _sqlite3_bind_double(statement: number, index: number, value: number): number
  _sqlite3_bind_text(
    statement: number,
    index: number,
    text: number,
    bytes: number,
    destructor: number,
  ): number
  _sqlite3_bind_blob(
    statement: number,
    index: number,
    data: number,
    bytes: number,
    destructor: number,
  ): number
  _sqlite3_bind_parameter_index(statement: number, name: number): number
  _sqlite3_column_count(statement: number): number
  _sqlite3_column_name(statement: number, column: number): number
  _sqlite3_column_type(statement: number, column: number): number
  _sqlite3_column_double(statement: number, column: number): number
  _sqlite3_column_text(statement: number, column: number): number
  _sqlite3_column_blob(statement: number, column: number): number
  _sqlite3_column_bytes(statement: number, column: number): number
}

const FUNCTION_NAMES: readonly (keyof SqliteFunctions)[] = [
  '_malloc',
  '_free',
  '_sqlite3_open',
  '_sqlite3_close_v2',
  '_sqlite3_errmsg',
  '_sqlite3_changes',
  '_sqlite3_prepare_v2',
  '_sqlite3_step',
  '_sqlite3_reset',
  '_sqlite3_finalize',
  '_sqlite3_clear_bindings',
  '_sqlite3_bind_int',
  '_sqlite3_bind_double',
  '_sqlite3_bind_text',
  '_sqlite3_bind_blob',
  '_sqlite3_bind_parameter_index',
  '_sqlite3_column_count',
  '_sqlite3_column_name',
  '_sqlite3_column_type',
  '_sqlite3_column_double',
  '_sqlite3_column_text',
  '_sqlite3_column_blob',
  '_sqlite3_column_bytes',
]

type WasmFunction = (...args: never[]) => number | undefined

/** What is used of WebAssembly, for which Node's types alone have no names. */
interface WasmMemory {
  readonly buffer: ArrayBuffer
}
interface WasmTable {
  get(index: number): unknown
}
interface WasmApi {
  readonly Memory: new (...args: never[]) => WasmMemory
  readonly Table: new (...args: never[]) => WasmTable
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> }
}
const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly

/** The engine's memory and functions. Views of the memory go stale when it grows: ask for `bytes` each time. */
export class SqliteModule {
  readonly c: SqliteFunctions
  readonly #memory: WasmMemory
  readonly #table: WasmTable
  readonly #addFunction: (fn: WasmFunction, signature: string) => number
  #bytes: Buffer
  #view: DataView

  constructor(
    functions: SqliteFunctions,
    memory: WasmMemory,
    table: WasmTable,
    addFunction: (fn: WasmFunction, signature: string) => number,
  ) {
    this.c = functions
    this.#memory = memory
    this.#table = table
    this.#addFunction = addFunction
    this.#bytes = Buffer.from(memory.buffer)
    this.#view = new DataView(memory.buffer)
  }

  get bytes(): Buffer {
    if (this.#bytes.buffer !== this.#memory.buffer) {
      this.#bytes = Buffer.from(this.#memory.buffer)
      this.#view = new DataView(this.#memory.buffer)
    }
    return this.#bytes
  }

  get view(): DataView {
    return this.bytes.buffer === this.#view.buffer ? this.#view : new DataView(this.#memory.buffer)
  }

  getInt(pointer: number): number {
    return this.view.getInt32(pointer, true)
  }

  setInt(pointer: number, value: number): void {
    this.view.setInt32(pointer, value, true)
  }

  setLong(pointer: number, value: number): void {
    this.view.setBigInt64(pointer, BigInt(value), true)
  }

  /** The zero-ended UTF-8 text there. */
  text(pointer: number): string {
    const bytes = this.bytes
    return bytes.toString('utf8', pointer, bytes.indexOf(0, pointer))
  }

  /** A zero-ended copy of the text in the engine's memory; the caller frees it. */
  newText(text: string): number {
    const encoded = Buffer.from(`${text}\0`)
    const pointer = this.malloc(encoded.length)
    this.bytes.set(encoded, pointer)
    return pointer
  }

  malloc(bytes: number): number {
    const pointer = this.c._malloc(bytes)
    if (pointer === 0) throw new Error(`the database engine has no memory left (${bytes} bytes asked)`)
    return pointer
  }

  /** The function behind a C function pointer. */
  functionAt(pointer: number): unknown {
    return this.#table.get(pointer)
  }

  /** A C function pointer for a JavaScript function; `signature`: i for int, j for 64-bit int, the result first. */
  addFunction(fn: WasmFunction, signature: string): number {
    return this.#addFunction(fn, signature)
  }
}

/** Loads sql.js and keeps hold of its memory and function table through the documented `instantiateWasm` hook. */
export async function loadSqliteModule(): Promise<SqliteModule> {
  const wasmFile = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')
  const found: { memory?: WasmMemory; table?: WasmTable } = {}
  const raw: unknown = await initSqlJs({
    instantiateWasm(imports, done) {
      const instance = new wasm.Instance(new wasm.Module(readFileSync(wasmFile)), imports)
      for (const value of Object.values(instance.exports)) {
        if (value instanceof wasm.Memory) found.memory = value
        else if (value instanceof wasm.Table) found.table = value
      }
      done(instance)
      return {}
    },
  })
  const exports = raw as Record<string, unknown>
  const missing = [...FUNCTION_NAMES, 'addFunction'].filter(name => typeof exports[name] !== 'function')
  if (missing.length > 0 || !found.memory || !found.table)
    throw new Error(
      `this build of sql.js is unknown: it lacks ${missing.join(', ') || 'its memory or table'}`,
    )
  const { addFunction } = exports as { addFunction: (fn: WasmFunction, signature: string) => number }
  return new SqliteModule(raw as SqliteFunctions, found.memory, found.table, addFunction)
}

/** Runs `fn` with a fresh in-memory connection and closes it. */
export function withMemoryConnection<T>(module: SqliteModule, fn: (db: number) => T): T {
  const name = module.newText(':memory:')
  const out = module.malloc(4)
  try {
    if (module.c._sqlite3_open(name, out) !== SQLITE.OK) throw new Error('sqlite3_open of :memory: failed')
    const db = module.getInt(out)
    try {
      return fn(db)
    } finally {
      module.c._sqlite3_close_v2(db)
    }
  } finally {
    module.c._free(name)
    module.c._free(out)
  }
}
