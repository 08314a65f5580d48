import { type Sql, type SqlValue } from '../../ports/sql.ts'

/** A column of many rows: its name, its type, its values in the order of the rows. */
export type BulkColumn = readonly [name: string, type: string, values: readonly SqlValue[]]

/**
 * One statement for many rows, whatever their number: each column goes over as one array. `json` columns as texts.
 * @param tail what follows: `ON CONFLICT …`, `RETURNING …`
 */
export async function insertMany<Row extends object = Record<string, unknown>>(
  sql: Sql,
  table: string,
  columns: readonly BulkColumn[],
  tail = '',
): Promise<readonly Row[]> {
  if ((columns[0]?.[2].length ?? 0) === 0) return []
  const { from, names } = unnested(columns)
  const picked = columns.map(([, type], i) => (type === 'jsonb' ? `u.c${i}::jsonb` : `u.c${i}`))
  return sql.query<Row>(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${picked.join(', ')} FROM ${from} ${tail}`,
    columns.map(([, , values]) => values),
  )
}

/** Changes many rows by one statement; `where` compares columns of `t` with the named columns of `u`. */
export async function updateMany(
  sql: Sql,
  table: string,
  keys: readonly BulkColumn[],
  columns: readonly BulkColumn[],
): Promise<void> {
  if ((keys[0]?.[2].length ?? 0) === 0) return
  const { from } = unnested([...keys, ...columns])
  const sets = columns.map(([name], i) => `${name} = u.c${keys.length + i}`)
  const where = keys.map(([name], i) => `t.${name} = u.c${i}`)
  await sql.query(
    `UPDATE ${table} t SET ${sets.join(', ')} FROM ${from} WHERE ${where.join(' AND ')}`,
    [...keys, ...columns].map(([, , values]) => values),
  )
}

function unnested(columns: readonly BulkColumn[]): { from: string; names: readonly string[] } {
  const arrays = columns.map(([, type], i) => `$${i + 1}::${type === 'jsonb' ? 'text' : type}[]`)
  const aliases = columns.map((_, i) => `c${i}`)
  return {
    from: `unnest(${arrays.join(', ')}) AS u(${aliases.join(', ')})`,
    names: columns.map(([name]) => name),
  }
}
