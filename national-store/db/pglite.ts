import { PGlite, type Transaction } from '@electric-sql/pglite'
import { type Database, type Sql } from '../ports/sql.ts'
import { READERS } from './values.ts'

const sqlOf = (runner: PGlite | Transaction): Sql => ({
  query: async <Row extends object>(text: string, params: readonly unknown[] = []) =>
    (await runner.query<Row>(text, [...params])).rows,
})

/**
 * PostgreSQL inside this process: in a folder, or in memory where none is given. One process to a folder, one connection:
 * transactions run one after the other, and so none is ever given up for another's sake.
 */
export async function openPGlite(folder?: string): Promise<Database> {
  const options = { parsers: { ...READERS } }
  const db = await (folder === undefined ? PGlite.create(options) : PGlite.create(folder, options))
  return {
    sql: sqlOf(db),
    write: work => db.transaction(tx => work(sqlOf(tx))),
    close: () => db.close(),
  }
}
