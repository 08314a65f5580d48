import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts'
import { type SqlRow, type SqlValue } from '../engine/sql-values.ts'

/** What SQLite keeps and gives back. */
export type Value = SqlValue

export type Row = SqlRow

/** A row does not hold what this program writes: the database was damaged or changed from outside. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError'
  readonly table: string
  readonly column: string
  constructor(table: string, column: string, what: string) {
    super(`damaged row in ${table}: ${column} ${what}`)
    this.table = table
    this.column = column
  }
}

/** Reads columns of one table's rows. Each reader throws DamagedRowError when the column holds something else. */
export interface RowReader {
  text(row: Row, column: string): string
  textOrNull(row: Row, column: string): string | null
  integer(row: Row, column: string): number
  oneOf<T extends string>(row: Row, column: string, members: readonly T[]): T
  /** A JSON object; the caller names its type, because these rows are written by this program only. */
  object<T>(row: Row, column: string): T
  objectOrNull<T>(row: Row, column: string): T | null
  list<T>(row: Row, column: string): readonly T[]
}

function parse(table: string, column: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DamagedRowError(table, column, 'is not JSON')
  }
}

export function rowReader(table: string): RowReader {
  const text = (row: Row, column: string): string => {
    const value = row[column]
    if (typeof value === 'string') return value
    throw new DamagedRowError(table, column, 'is not text')
  }
  const textOrNull = (row: Row, column: string): string | null =>
    row[column] === null ? null : text(row, column)
  const object = <T>(row: Row, column: string): T => {
    const value = parse(table, column, text(row, column))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T
    throw new DamagedRowError(table, column, 'is not a JSON object')
  }
  return {
    text,
    textOrNull,
    integer(row, column) {
      const value = row[column]
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value
      throw new DamagedRowError(table, column, 'is not an integer')
    },
    oneOf(row, column, members) {
      const value = text(row, column)
      const found = members.find(member => member === value)
      if (found !== undefined) return found
      throw new DamagedRowError(table, column, 'is a word this program does not know')
    },
    object,
    objectOrNull: <T>(row: Row, column: string) => (row[column] === null ? null : object<T>(row, column)),
    list<T>(row: Row, column: string) {
      const value = parse(table, column, text(row, column))
      if (Array.isArray(value)) return value as readonly T[]
      throw new DamagedRowError(table, column, 'is not a JSON list')
    },
  }
}

/** JSON for a column. @throws on what JSON cannot hold. */
export const toJson = (value: unknown): string => canonicalJson(value as Json)

/** The same, null staying null. */
export const toJsonOrNull = (value: unknown): string | null => (value === null ? null : toJson(value))

/** Any JSON value of a column. @throws DamagedRowError when it is not JSON. */
export const jsonOf = (table: string, column: string, text: string): Json =>
  parse(table, column, text) as Json
