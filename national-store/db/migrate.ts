import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import { type Database, type Sql } from '../ports/sql.ts'
import { type Migration } from './migrations/migration.ts'

/** Held while a step runs, so that processes which start at the same time take turns. Any number, once chosen, for good. */
const STEP_LOCK = 7_283_114

/** @throws when the written list cannot be right: ids must be positive integers that rise */
function checkMigrations(migrations: readonly Migration[]): void {
  let last = 0
  for (const { id, name } of migrations) {
    if (!Number.isInteger(id) || id <= last)
      throw new Error(`step ${id} (${name}) does not rise above ${last}`)
    last = id
  }
}

async function stepsDone(sql: Sql): Promise<ReadonlySet<number>> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [STEP_LOCK])
  await sql.query(
    `CREATE TABLE IF NOT EXISTS schema_steps (
      id integer PRIMARY KEY,
      name text NOT NULL,
      done_at timestamptz NOT NULL DEFAULT now()
    )`,
  )
  const rows = await sql.query<{ id: number }>('SELECT id FROM schema_steps ORDER BY id')
  return new Set(rows.map(row => row.id))
}

const fromFuture = (step: number, newest: number): AppError<'store-from-future'> =>
  appError(
    'store-from-future',
    words(
      `数据库由更新版本的程序建立（第 ${step} 步，本程序只到第 ${newest} 步）`,
      `a newer program made this database (step ${step}; this program knows up to ${newest})`,
    ),
    {
      next: words('请用新版本程序启动，数据未改动', 'start the newer program; nothing was changed'),
      data: { step, newest },
    },
  )

/**
 * Brings the schema up to date, one transaction a step, so that a crash leaves whole steps. Processes that start together
 * wait for one another. A database with a step that the list does not hold is left as it is.
 */
export async function migrate(
  db: Database,
  migrations: readonly Migration[],
): Promise<Result<readonly number[], AppError<'store-from-future'>>> {
  checkMigrations(migrations)
  const ran: number[] = []
  for (;;) {
    const outcome = await db.write(async sql => {
      const done = await stepsDone(sql)
      const unknown = [...done].find(id => !migrations.some(step => step.id === id))
      if (unknown !== undefined) return { unknown }
      const step = migrations.find(({ id }) => !done.has(id))
      if (!step) return 'up-to-date'
      await step.up(sql)
      await sql.query('INSERT INTO schema_steps (id, name) VALUES ($1, $2)', [step.id, step.name])
      return { ran: step.id }
    })
    if (outcome === 'up-to-date') return ok(ran)
    if (outcome.unknown !== undefined) return err(fromFuture(outcome.unknown, migrations.at(-1)?.id ?? 0))
    ran.push(outcome.ran)
  }
}
