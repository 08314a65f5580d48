import { resolve } from 'node:path'
import { asDiskError } from '../vfs/disk-errors.ts'
import { PAGE_BYTES } from '../vfs/constants.ts'
import { type FileLock } from '../vfs/file-lock.ts'
import { scanPages } from '../vfs/page-scan.ts'
import { copySealed, type CopyResult, type LongWork } from './backup.ts'
import { type Connection } from './connection.ts'
import { ConstraintError, DatabaseDamagedError, DiskError } from './errors.ts'
import { type Database, type IntegrityReport } from './handle.ts'
import { refusalOf, withoutLeadingBlanks } from './sql-guard.ts'
import { type SqlParams, type SqlRow } from './sql-values.ts'
import { type Statement } from './statement.ts'
import { StatementCache } from './statement-cache.ts'
import { tableProblems, wholeProblems } from './structure-check.ts'

const AUTO_CHECKPOINT_PAGES = 1000

/** See Database for what each promises. */
export class SealedDatabase implements Database {
  readonly file: string
  readonly #connection: Connection
  readonly #lock: FileLock | undefined
  readonly #cache: StatementCache
  #closed = false
  #inTransaction = false
  /** Why the present transaction can no longer commit. */
  #lost: unknown
  #poison: DiskError | undefined
  #damage: DatabaseDamagedError | undefined
  #copying = false

  constructor(connection: Connection, lock: FileLock | undefined, statements: number) {
    this.file = connection.volume.path
    this.#connection = connection
    this.#lock = lock
    this.#cache = new StatementCache(statements)
  }

  get inTransaction(): boolean {
    return this.#inTransaction
  }

  run(sql: string, params: SqlParams = []): { readonly changes: number } {
    this.#checkWritable()
    this.#execute(sql, params)
    return { changes: this.#connection.changes() }
  }

  exec(script: string): void {
    this.#checkWritable()
    for (let rest = script; withoutLeadingBlanks(rest) !== '';) {
      this.#refuse(rest)
      const first = this.#noting(() => this.#connection.prepareFirst(rest))
      rest = first.rest
      const { statement } = first
      if (!statement) return
      try {
        this.#noting(() => {
          while (this.#connection.step(statement));
        })
      } finally {
        statement.finalize()
      }
    }
  }

  get<Row extends object = SqlRow>(sql: string, params: SqlParams = []): Row | undefined {
    return this.#using(sql, params, statement =>
      this.#connection.step(statement) ? (statement.row() as Row) : undefined,
    )
  }

  all<Row extends object = SqlRow>(sql: string, params: SqlParams = []): Row[] {
    return this.#using(sql, params, statement => {
      const rows: Row[] = []
      while (this.#connection.step(statement)) rows.push(statement.row() as Row)
      return rows
    })
  }

  *iterate<Row extends object = SqlRow>(sql: string, params: SqlParams = []): IterableIterator<Row> {
    const statement = this.#take(sql)
    try {
      this.#noting(() => statement.bind(params))
      for (;;) {
        this.#checkUsable()
        if (!this.#cache.holds(statement)) throw new Error('the query ended when its transaction was lost')
        if (!this.#noting(() => this.#connection.step(statement))) return
        yield statement.row() as Row
      }
    } finally {
      this.#cache.give(statement)
    }
  }

  transaction<T>(fn: () => T): T {
    this.#checkWritable()
    if (this.#inTransaction) throw new Error('a transaction is open already; transactions do not nest')
    this.#executeOwn('BEGIN IMMEDIATE')
    this.#inTransaction = true
    try {
      const result = fn()
      if (typeof (result as { then?: unknown } | undefined)?.then === 'function')
        throw new Error('a transaction cannot wait for a promise')
      this.#checkUsable()
      if (this.#lost !== undefined) throw this.#lost
      this.#executeOwn('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    } finally {
      this.#inTransaction = false
      this.#lost = undefined
    }
  }

  userVersion(): number {
    return Number(this.#one('PRAGMA user_version')['user_version'])
  }

  setUserVersion(version: number): void {
    if (!Number.isInteger(version) || version < 0 || version > 0x7fff_ffff)
      throw new RangeError(`no version of a schema: ${version}`)
    this.#checkWritable()
    this.#executeOwn(`PRAGMA user_version=${version}`)
  }

  checkpoint(): void {
    this.#checkWritable()
    if (this.#copying) throw new Error('a backup is being made; the checkpoint must wait for it')
    this.#moveLog()
  }

  async backupTo(path: string, work: LongWork = {}): Promise<CopyResult> {
    this.#checkWritable()
    const target = resolve(path)
    const { volume } = this.#connection
    if (target === volume.path || target === volume.walPath)
      throw new Error('a backup cannot take the place of the database itself')
    if (this.#copying) throw new Error('a backup is being made already')
    this.#moveLog()
    // From here on commits go to the log only: the main file stands still while it is copied.
    this.#executeOwn('PRAGMA wal_autocheckpoint=0')
    this.#copying = true
    try {
      const stillGood = (): void => this.#checkUsable()
      return await copySealed(volume.io, volume.cipher, volume.path, target, stillGood, work)
    } finally {
      this.#copying = false
      if (!this.#closed && !this.#poison)
        this.#executeOwn(`PRAGMA wal_autocheckpoint=${AUTO_CHECKPOINT_PAGES}`)
    }
  }

  async integrityCheck(depth: 'quick' | 'full', work: LongWork = {}): Promise<IntegrityReport> {
    this.#checkUsable()
    const { volume } = this.#connection
    // A page whose newer form waits in the log may be torn: put it right before judging it.
    if (!this.#copying && !this.#damage) this.#moveLog()
    const damagedPages: number[] = []
    let bytes = 0
    try {
      for await (const slice of scanPages(volume.io, volume.path, volume.cipher)) {
        this.#checkUsable()
        work.signal?.throwIfAborted()
        damagedPages.push(...slice.damagedPages)
        bytes += slice.sealed.length
        work.onProgress?.(bytes, volume.io.stat(volume.path)?.size ?? bytes)
      }
    } catch (error) {
      throw asDiskError(volume.path, 'read', error)
    }
    const rows = (sql: string) => this.#ownRows(sql)
    const problems =
      depth === 'full'
        ? wholeProblems(rows)
        : await tableProblems(rows, () => {
            this.#checkUsable()
            work.signal?.throwIfAborted()
          })
    const ok = damagedPages.length === 0 && problems.length === 0
    return { ok, pages: Math.ceil(bytes / PAGE_BYTES), damagedPages, problems }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cache.clear()
    this.#connection.close()
    this.#lock?.release()
  }

  #execute(sql: string, params: SqlParams): void {
    this.#using(sql, params, statement => {
      while (this.#connection.step(statement));
    })
  }

  /** A statement of the engine's own, past the guard. */
  #executeOwn(sql: string): void {
    this.#ownRows(sql)
  }

  #ownRows(sql: string): SqlRow[] {
    return this.#noting(() => {
      const statement = this.#cache.take(sql, text => this.#connection.prepare(text))
      try {
        const rows: SqlRow[] = []
        while (this.#connection.step(statement)) rows.push(statement.row())
        return rows
      } finally {
        this.#cache.give(statement)
      }
    })
  }

  #one(sql: string): SqlRow {
    this.#checkUsable()
    const [row] = this.#ownRows(sql)
    if (!row) throw new Error(`${sql} gave no row`)
    return row
  }

  #moveLog(): void {
    if (this.#inTransaction) throw new Error('no checkpoint inside a transaction')
    if (this.#cache.inUse > 0) throw new Error('no checkpoint while a query is being read')
    if (this.#one('PRAGMA wal_checkpoint(TRUNCATE)')['busy'] !== 0)
      throw new Error('the write-ahead log could not be emptied')
  }

  #refuse(sql: string): void {
    const refusal = refusalOf(sql)
    if (refusal !== undefined) throw new Error(refusal)
  }

  #take(sql: string): Statement {
    this.#checkUsable()
    if (this.#lost !== undefined) throw this.#lost
    return this.#noting(() =>
      this.#cache.take(sql, text => {
        this.#refuse(text)
        return this.#connection.prepare(text)
      }),
    )
  }

  #using<T>(sql: string, params: SqlParams, fn: (statement: Statement) => T): T {
    const statement = this.#take(sql)
    try {
      return this.#noting(() => {
        statement.bind(params)
        return fn(statement)
      })
    } finally {
      this.#cache.give(statement)
    }
  }

  /** Notes what an error means for all that follows. */
  #noting<T>(fn: () => T): T {
    try {
      return fn()
    } catch (error) {
      if (error instanceof DiskError) this.#poison ??= error
      if (error instanceof DatabaseDamagedError) this.#damage ??= error
      // SQLite may have rolled back by itself: what came after would run, and stay, outside the transaction.
      if (this.#inTransaction && !(error instanceof ConstraintError)) this.#lost ??= error
      throw error
    }
  }

  #rollBack(): void {
    if (this.#poison || this.#closed) return // nothing more is written; reopening rolls back
    try {
      this.#executeOwn('ROLLBACK')
    } catch (error) {
      // After a full disk or damage SQLite has rolled back by itself; only then is this expected.
      if (!/no transaction is active/.test(String(error))) throw error
    }
  }

  #checkUsable(): void {
    if (this.#closed) throw new Error('the database is closed')
    const fault = this.#connection.volume.frozenBy
    if (fault?.kind === 'disk') this.#poison ??= new DiskError(this.file, fault.operation, fault.cause)
    if (this.#poison) throw this.#poison
  }

  #checkWritable(): void {
    this.#checkUsable()
    if (this.#damage) throw this.#damage
    if (this.#lost !== undefined) throw this.#lost
  }
}
