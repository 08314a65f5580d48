/** One column of a table. */
export interface Column<Row> {
  readonly id: string
  readonly label: string
  /** As CSS grid has it: `8rem`, `minmax(12rem, 1fr)`. */
  readonly width: string
  /** What the cell says; also what a sort goes by unless `sortKey` is there. */
  text(row: Row): string
  sortKey?(row: Row): string | number
  /** Codes and amounts, in figures of one width. */
  readonly code?: boolean
  readonly end?: boolean
  readonly sortable?: boolean
  /** Cannot be taken away. */
  readonly fixed?: boolean
}

export interface Sort {
  readonly column: string
  readonly direction: 'up' | 'down'
}

/** Up, down, as it came. */
export const nextSort = (sort: Sort | null, column: string): Sort | null =>
  sort?.column !== column
    ? { column, direction: 'up' }
    : sort.direction === 'up'
      ? { column, direction: 'down' }
      : null

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** The rows in order of a column: Chinese by reading, figures by value; rows alike stay as they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const column = columns.find(one => one.id === sort?.column)
  if (!sort || !column) return rows
  const sign = sort.direction === 'up' ? 1 : -1
  const keyed = rows.map(row => ({ row, key: column.sortKey?.(row) ?? column.text(row) }))
  return keyed
    .sort((a, b) =>
      typeof a.key === 'number' && typeof b.key === 'number'
        ? sign * (a.key - b.key)
        : sign * collator.compare(String(a.key), String(b.key)),
    )
    .map(({ row }) => row)
}

/** The columns that are shown: those chosen, in the table's order; a choice that names none of them is none. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | null,
): readonly Column<Row>[] {
  if (chosen === null) return columns
  const shown = columns.filter(column => column.fixed || chosen.includes(column.id))
  return shown.some(column => chosen.includes(column.id)) ? shown : columns
}
