import { randomUUID } from 'node:crypto'
import { type WorkstationDatabase } from '../ports/database.ts'
import { openDatabase, type OpenDatabaseOptions } from './engine/database.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { workstationOver } from './workstation.ts'

export interface OpenWorkstationOptions extends OpenDatabaseOptions {
  /** Names outbox records; random UUIDs without hyphens unless said otherwise. */
  readonly newRecordId?: () => string
}

/** `user_version` of a database whose schema this program knows and writes. */
export const SCHEMA_VERSION: number = MIGRATIONS.at(-1)?.id ?? 0

/**
 * Opens the workstation's database (making it where there is none) and brings its schema up to date.
 * Throws what `openDatabase` throws, and DatabaseFromFutureError.
 */
export async function openWorkstationDatabase(options: OpenWorkstationOptions): Promise<WorkstationDatabase> {
  const db = await openDatabase(options)
  try {
    migrate(db, MIGRATIONS)
    return workstationOver(db, options.newRecordId ?? (() => randomUUID().replaceAll('-', '')))
  } catch (error) {
    db.close()
    throw error
  }
}
