import { type ChainSearch } from '../../ports/stores/chains.ts'
import { type SqlValue } from '../engine/sql-values.ts'

interface Shape {
  readonly table: string
  readonly subjectColumn: string
  readonly sortColumn: string
}

/**
 * The statement for a search, newest first. With a subject or a sort the index of that gives the rows by their numbers.
 * With days alone the index of times gives them by the clock: it may have been set back, so the page begins where the
 * record of that number stands by its clock.
 */
export function chainSearchSql(
  { table, subjectColumn, sortColumn }: Shape,
  query: ChainSearch,
): { readonly sql: string; readonly params: readonly SqlValue[] } {
  const { beforeSeq, subject, sort, from, until } = query
  const byClock = subject === undefined && sort === undefined && (from ?? until) !== undefined
  const before = byClock ? `(at, seq) < (SELECT at, seq FROM ${table} WHERE seq = ?)` : 'seq < ?'
  const asked = [
    [before, beforeSeq],
    [`${subjectColumn} = ?`, subject],
    [`${sortColumn} = ?`, sort],
    ['at >= ?', from],
    ['at < ?', until],
  ] as const
  const given = asked.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]))
  const where = given.length === 0 ? '' : ` WHERE ${given.map(one => one.condition).join(' AND ')}`
  return {
    sql: `SELECT * FROM ${table}${where} ORDER BY ${byClock ? 'at DESC, seq DESC' : 'seq DESC'} LIMIT ?`,
    params: [...given.map(one => one.value), query.limit],
  }
}
