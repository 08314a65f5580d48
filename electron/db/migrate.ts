import { type Database } from './engine/handle.ts'
import { DatabaseFromFutureError } from './engine/errors.ts'
import { type Migration, type MigrationDatabase } from './migrations/migration.ts'

/** Throws when the written list cannot be right: ids must be positive integers that rise, names must differ. */
export function checkMigrations(migrations: readonly Migration[]): void {
  let last = 0
  const names = new Set<string>()
  for (const { id, name } of migrations) {
    if (!Number.isInteger(id) || id <= last)
      throw new Error(`migration ${id} (${name}) does not rise above ${last}`)
    if (names.has(name)) throw new Error(`two migrations are called ${name}`)
    names.add(name)
    last = id
  }
}

export interface MigrationResult {
  readonly from: number
  readonly to: number
  /** Ids of the steps that ran, in order. */
  readonly ran: readonly number[]
}

/**
 * Brings the schema up to the newest step, one transaction a step, `user_version` becoming its id with it. A crash
 * leaves whole steps. Throws DatabaseFromFutureError, before anything is written, when the database has a version that
 * the list does not hold.
 */
export function migrate(db: Database, migrations: readonly Migration[]): MigrationResult {
  checkMigrations(migrations)
  const from = db.userVersion()
  const newest = migrations.at(-1)?.id ?? 0
  if (from !== 0 && !migrations.some(m => m.id === from)) throw new DatabaseFromFutureError(from, newest)
  const ran: number[] = []
  for (const migration of migrations) {
    if (migration.id <= from) continue
    db.transaction(() => {
      migration.up(migrationView(db))
      db.setUserVersion(migration.id)
    })
    ran.push(migration.id)
  }
  return { from, to: db.userVersion(), ran }
}

/** No more of the database than a step may use. */
function migrationView(db: Database): MigrationDatabase {
  return {
    run: (sql, params) => void db.run(sql, params),
    exec: script => db.exec(script),
    get: (sql, params) => db.get(sql, params),
    all: (sql, params) => db.all(sql, params),
  }
}

/**
 * The whole schema as text, sorted by kind and name: the same for equal schemas, however they came about. Kept in
 * electron/db/schema.sql, so that a change of the schema shows as a change of a file.
 */
export function dumpSchema(db: Database): string {
  const order = `CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END`
  const rows = db.all<{ sql: string }>(
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY ${order}, name`,
  )
  const statements = rows.map(row => `${row.sql.trim()};\n`)
  return [`-- user_version ${db.userVersion()}\n`, ...statements].join('\n')
}
