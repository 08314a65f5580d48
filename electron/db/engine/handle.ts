import { type CopyResult, type LongWork } from './backup.ts'
import { type SqlParams, type SqlRow } from './sql-values.ts'

/** What a check found. `ok` only when every list is empty. */
export interface IntegrityReport {
  readonly ok: boolean
  readonly pages: number
  /** 1-based pages whose seal does not hold. */
  readonly damagedPages: readonly number[]
  /** SQLite's own words, and foreign keys without a parent. */
  readonly problems: readonly string[]
}

/**
 * A sealed SQLite database on a real file. Everything but opening, checking and copying is synchronous; what `run`
 * and `transaction` return from is on the disk (one fsync a commit).
 *
 * Throws DiskFullError (rolled back, still usable), DiskError (outcome unknown; only `close` works afterwards),
 * DatabaseDamagedError (reading may go on, writing is refused), ConstraintError, and plain errors for faults of the
 * program (bad SQL, wrong parameters).
 */
export interface Database {
  readonly file: string
  readonly inTransaction: boolean
  /** One statement. `changes` counts for INSERT, UPDATE and DELETE only. */
  run(sql: string, params?: SqlParams): { readonly changes: number }
  /** Several statements without parameters. */
  exec(script: string): void
  /** The first row. */
  get<Row extends object = SqlRow>(sql: string, params?: SqlParams): Row | undefined
  all<Row extends object = SqlRow>(sql: string, params?: SqlParams): Row[]
  /** Row by row, for results that must not be held whole. Ends (and must end) before a checkpoint or backup. */
  iterate<Row extends object = SqlRow>(sql: string, params?: SqlParams): IterableIterator<Row>
  /**
   * BEGIN IMMEDIATE, `fn`, COMMIT; whatever `fn` throws rolls back and is thrown on. Does not nest, cannot wait for
   * promises. After an error other than ConstraintError the transaction is lost even if `fn` catches it.
   */
  transaction<T>(fn: () => T): T
  userVersion(): number
  /** For the migration runner. */
  setUserVersion(version: number): void
  /** Moves the write-ahead log into the main file and empties it. */
  checkpoint(): void
  /** A sealed copy of the present state under `path`; the database stays usable meanwhile. */
  backupTo(path: string, work?: LongWork): Promise<CopyResult>
  /** Every seal, then SQLite's own check (`full`: with indexes against tables, and foreign keys). */
  integrityCheck(depth: 'quick' | 'full', work?: LongWork): Promise<IntegrityReport>
  /** Never throws; safe to call twice. */
  close(): void
}
