import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { type OpenTable, type TableHead, type TableRow } from '../ports/tables.ts'
import { asTableError, tooLarge, type TableError } from './faults.ts'
import { type ImportLimits } from './limits.ts'
import { cellsByHeading, type Headings, type RawRows } from './raw-table.ts'

/** Rows of a file as the use case gets them, in batches; faults are thrown as ImportFault. */
export type TableRows = (afterRow: number) => AsyncIterable<readonly TableRow[]>

/** Rows behind the heading row, named by their headings. */
export function namedRows(raw: RawRows, headings: Headings): TableRows {
  return async function* (afterRow) {
    for await (const batch of raw(Math.max(afterRow, headings.headingRow)))
      yield batch.map(({ row, cells }) => ({ row, cells: cellsByHeading(headings.columns, cells) }))
  }
}

/**
 * The open table: rows in order, one failure at most, and nothing after it. The limit of rows counts what one pass gives.
 */
export function openTable(
  head: TableHead,
  rows: TableRows,
  limits: ImportLimits,
  close: () => Promise<void>,
): OpenTable {
  let closed: Promise<void> | undefined
  return {
    head,
    async *rows(afterRow = 0): AsyncGenerator<Result<TableRow, TableError>> {
      let count = 0
      try {
        for await (const batch of rows(afterRow))
          for (const row of batch) {
            if (++count > limits.rows)
              throw tooLarge('数据行数过多', 'there are too many rows', limits.rows, { row: row.row })
            yield ok(row)
          }
      } catch (e) {
        yield err(asTableError(e))
      }
    },
    close: () => (closed ??= close()),
  }
}
