import { type Sql } from '../../ports/sql.ts'

/** One step of the schema. Shipped steps are never edited; steps are additive and import nothing but this file. */
export interface Migration {
  /** Rises, by tens. */
  readonly id: number
  /** For people: what the step brings. */
  readonly name: string
  /** Runs inside the runner's transaction; one statement a query. */
  up(sql: Sql): Promise<unknown>
}

/** A step that is a list of statements and nothing else. */
export const steps = (id: number, name: string, statements: readonly string[]): Migration => ({
  id,
  name,
  async up(sql) {
    for (const statement of statements) await sql.query(statement)
  },
})
