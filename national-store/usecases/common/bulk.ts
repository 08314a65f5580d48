import { type Sql, type SqlValue } from '../../ports/sql.ts'

/** A column of many rows: its name, its type, its values in the order of the rows. */
export type BulkColumn = readonly [name: string, type: string, values: readonly Single[]]

/**
 * One statement for many rows, whatever their number: each column goes over as one parameter. `json` columns as texts.
 * @param tail what follows: `ON CONFLICT …`, `RETURNING …`
 */
export async function insertMany<Row extends object = Record<string, unknown>>(
  sql: Sql,
  table: string,
  columns: readonly BulkColumn[],
  tail = '',
): Promise<readonly Row[]> {
  if ((columns[0]?.[2].length ?? 0) === 0) return []
  const { from, names, params } = unnested(columns)
  const picked = columns.map(([, type], i) => (type === 'jsonb' ? `u.c${i}::jsonb` : `u.c${i}`))
  return sql.query<Row>(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${picked.join(', ')} FROM ${from} ${tail}`,
    params,
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
  const { from, params } = unnested([...keys, ...columns])
  const sets = columns.map(([name], i) => `${name} = u.c${keys.length + i}`)
  const where = keys.map(([name], i) => `t.${name} = u.c${i}`)
  await sql.query(
    `UPDATE ${table} t SET ${sets.join(', ')} FROM ${from} WHERE ${where.join(' AND ')}`,
    params,
  )
}

/** Parts of a column that goes over as one text. JSON has neither in it, and hardly any other text. */
const [BETWEEN, NULL] = ['\u001e', '\u001f']

type Single = string | number | boolean | null

/** One text for a column, cut up again by the database: an array of a driver is escaped item by item. */
function joined(values: readonly Single[]): string | undefined {
  const text = values.map(value => (value === null ? NULL : String(value))).join(BETWEEN)
  const marks = values.length - 1 + values.filter(value => value === null).length
  return text === '' || countOf(text) !== marks ? undefined : text
}

function countOf(text: string): number {
  let count = 0
  for (const mark of [BETWEEN, NULL])
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count++
  return count
}

function unnested(columns: readonly BulkColumn[]): {
  readonly from: string
  readonly names: readonly string[]
  readonly params: readonly SqlValue[]
} {
  const params: SqlValue[] = []
  const arrays = columns.map(([, type, values], i) => {
    const sent = type === 'jsonb' ? 'text' : type
    const text = joined(values)
    params.push(text ?? values)
    return text === undefined
      ? `$${i + 1}::${sent}[]`
      : `string_to_array($${i + 1}::text, E'\\x1e', E'\\x1f')::${sent}[]`
  })
  return {
    from: `unnest(${arrays.join(', ')}) AS u(${columns.map((_, i) => `c${i}`).join(', ')})`,
    names: columns.map(([name]) => name),
    params,
  }
}
