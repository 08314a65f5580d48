import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { type OpenTable, type Tables } from '../ports/tables.ts'
import { openCsv } from './csv/open-csv.ts'
import { detectFormat } from './detect.ts'
import { asTableError, type TableError } from './faults.ts'
import { type FileSource, openFileSource } from './file-source.ts'
import { openJson } from './json/open-json.ts'
import { DEFAULT_LIMITS, type ImportLimits } from './limits.ts'
import { openTable } from './open-table.ts'
import { type HeadingRowTest } from './raw-table.ts'
import { xlsxWriter } from './xlsx/write/xlsx-writer.ts'
import { openXlsx } from './xlsx/open-xlsx.ts'

export interface TablesOptions {
  /** Finds the heading row among titles (see `headingRowTest` of the domain); without it the shape of the rows decides. */
  readonly isHeadingRow?: HeadingRowTest
  readonly limits?: Partial<ImportLimits>
}

const READERS = { xlsx: openXlsx, csv: openCsv, json: openJson } as const

async function openSource(path: string, source: FileSource, options: TablesOptions): Promise<OpenTable> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const format = await detectFormat(source, path)
  const { head, rows } = await READERS[format](source, limits, options.isHeadingRow)
  return openTable(head, rows, limits, () => source.close())
}

/** Spreadsheets from and for the clerk: xlsx, csv and json in, xlsx out. */
export function createTables(options: TablesOptions = {}): Tables {
  return {
    async open(path): Promise<Result<OpenTable, TableError>> {
      let source: FileSource | undefined
      try {
        source = await openFileSource(path, options.limits?.fileBytes ?? DEFAULT_LIMITS.fileBytes)
        return ok(await openSource(path, source, options))
      } catch (e) {
        await source?.close()
        return err(asTableError(e))
      }
    },
    writeXlsx: xlsxWriter,
  }
}
