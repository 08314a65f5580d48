import { type Statement } from './statement.ts'

/**
 * Prepared statements by their SQL, the least used ones given up first. A statement in use is out of the cache, so a
 * query nested in the iteration of the same query gets a statement of its own.
 */
export class StatementCache {
  readonly #idle = new Map<string, Statement>()
  readonly #inUse = new Set<Statement>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  take(sql: string, prepare: (sql: string) => Statement): Statement {
    const found = this.#idle.get(sql)
    if (found) this.#idle.delete(sql)
    const statement = found ?? prepare(sql)
    this.#inUse.add(statement)
    return statement
  }

  give(statement: Statement): void {
    if (!this.#inUse.delete(statement)) return // given up by clear() while in use
    statement.reset()
    this.#idle.get(statement.sql)?.finalize()
    this.#idle.delete(statement.sql)
    this.#idle.set(statement.sql, statement)
    if (this.#idle.size <= this.#limit) return
    const [oldest] = this.#idle.values()
    if (!oldest) return
    this.#idle.delete(oldest.sql)
    oldest.finalize()
  }

  /** Is this statement still good? Not after `clear`. */
  holds(statement: Statement): boolean {
    return this.#inUse.has(statement)
  }

  get inUse(): number {
    return this.#inUse.size
  }

  /** Gives up all of them, also those in use. */
  clear(): void {
    for (const statement of [...this.#idle.values(), ...this.#inUse]) statement.finalize()
    this.#idle.clear()
    this.#inUse.clear()
  }
}
