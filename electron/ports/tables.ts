import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'

/** A cell as the file has it. Excel dates come as `{ serial }` (days, 1900 system unless the book says 1904: already converted). */
export type Cell = string | number | boolean | null | { readonly serial: number }

export interface TableRow {
  /** 1-based row of the sheet or file, as the clerk sees it. */
  readonly row: number
  /** By heading. JSON keeps its own keys. */
  readonly cells: Readonly<Record<string, Cell>>
}

export interface TableHead {
  readonly format: 'xlsx' | 'csv' | 'json'
  /** csv only: what the bytes turned out to be. */
  readonly encoding?: 'utf-8' | 'gb18030'
  /** Sheet name for xlsx. */
  readonly sheet?: string
  readonly headings: readonly string[]
  /** Row of the headings, 1-based; 0 for json. */
  readonly headingRow: number
}

export type TableErrorCode =
  | 'file-unreadable'
  | 'format-unknown'
  | 'too-large'
  | 'no-headings'
  | 'duplicate-heading'
  | 'encoding-unknown'
  | 'file-encrypted'

export interface OpenTable {
  readonly head: TableHead
  /** Rows in order; empty rows are passed over. `afterRow` starts behind that row, for resuming. Memory stays flat. */
  rows(afterRow?: number): AsyncIterable<Result<TableRow, AppError<TableErrorCode>>>
  close(): Promise<void>
}

export interface SheetCell {
  readonly value: string | number | null
  /** Shown as a cell comment, and the cell is marked. */
  readonly comment?: string
}

export interface SheetWriter {
  addRow(cells: readonly SheetCell[]): void
  /** Finishes the file on disk (temporary name, fsync, rename). */
  close(): Promise<void>
}

/** Spreadsheets from and for the clerk. */
export interface Tables {
  open(path: string): Promise<Result<OpenTable, AppError<TableErrorCode>>>
  writeXlsx(path: string, sheetName: string, headings: readonly string[]): SheetWriter
}
