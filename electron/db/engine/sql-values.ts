/** A column value or parameter. Booleans are stored as 0 and 1 by the caller. */
export type SqlValue = string | number | Uint8Array | null

/** By position (`?`), or by name without the colon (`:name`). Every parameter of the statement must be given. */
export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

/** A row by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>
