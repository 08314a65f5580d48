/** A value as it goes to and comes from PostgreSQL; `bigint` columns come back as numbers, `json` columns parsed. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly SqlValue[] | object

/** One connection. Statements of one `Sql` run one after the other. */
export interface Sql {
  /** `$1`, `$2` … in the text; the rows as objects by column name. */
  query<Row extends object = Record<string, unknown>>(
    text: string,
    params?: readonly SqlValue[],
  ): Promise<readonly Row[]>
}

/** PostgreSQL 15 or newer, or PGlite: the same statements on both. */
export interface Database {
  /** One statement, by itself. */
  readonly sql: Sql
  /**
   * One transaction at READ COMMITTED: all of it is durable when it resolves, nothing of it when `work` throws. A transaction
   * that PostgreSQL gave up for another's sake (deadlock, serialisation) is run again by this port, so `work` does nothing else.
   */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}
