import { setImmediate as nextTurn } from 'node:timers/promises'
import { DatabaseDamagedError } from './errors.ts'
import { type SqlRow } from './sql-values.ts'

/** Rows of a statement of the engine's own. */
type Rows = (sql: string) => readonly SqlRow[]

/**
 * What SQLite finds wrong, table by table, so that others get a turn in between: all of a million licences in one go would
 * take seconds. `goOn` is asked after each turn and throws where the check is to end.
 */
export async function tableProblems(rows: Rows, goOn: () => void): Promise<readonly string[]> {
  const problems: string[] = []
  try {
    for (const { name } of rows("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
      const found = rows(`PRAGMA quick_check("${String(name).replaceAll('"', '""')}")`)
      problems.push(...found.map(row => String(row['quick_check'])).filter(text => text !== 'ok'))
      await nextTurn()
      goOn()
    }
    return problems
  } catch (error) {
    if (error instanceof DatabaseDamagedError) return [...problems, error.message]
    throw error
  }
}

/** What SQLite finds wrong in the whole, with indexes against tables and foreign keys. */
export function wholeProblems(rows: Rows): readonly string[] {
  try {
    const found = rows('PRAGMA integrity_check(100)').map(row => String(row['integrity_check']))
    const orphans = rows('PRAGMA foreign_key_check').slice(0, 100)
    return [
      ...found.filter(text => text !== 'ok'),
      ...orphans.map(o => `${String(o['table'])} ${String(o['rowid'])} has no ${String(o['parent'])}`),
    ]
  } catch (error) {
    if (error instanceof DatabaseDamagedError) return [error.message]
    throw error
  }
}
