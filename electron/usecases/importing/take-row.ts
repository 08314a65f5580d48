import { type ImportFault, type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Stores } from '../../ports/database.ts'
import { type TableRow } from '../../ports/tables.ts'
import { type TakenRows } from './doubles.ts'
import { type ImportPorts } from './ports.ts'
import { cellText, createRowReader, type RowFault, type RowReader } from './read-row.ts'
import { photoOfRow } from './row-photo.ts'
import { statusColumns, stockStatus, type StatusColumn } from './stock-status.ts'
import { takeApplication } from './take-application.ts'
import { takeStock } from './take-stock.ts'

/** What the rows of one file are taken with. */
export interface RowTaker {
  readonly reader: RowReader
  readonly statusColumns: readonly StatusColumn[]
  readonly taken: TakenRows
}

export const createRowTaker = (
  ports: ImportPorts,
  headings: readonly string[],
  job: ImportJob,
  taken: TakenRows,
): RowTaker => ({
  reader: createRowReader(ports.standard, headings, job.options.kind),
  statusColumns: job.purpose === 'stock' ? statusColumns(headings) : [],
  taken,
})

/**
 * Takes one row inside the caller's transaction: whole, or not at all, with every fault by field and column. Nothing of a
 * faulty row stays, its picture neither.
 */
export function takeRow(
  ports: ImportPorts,
  stores: Stores,
  actor: Actor,
  job: ImportJob,
  taker: RowTaker,
  row: TableRow,
): readonly RowFault[] {
  const read = taker.reader.read(row)
  const found = photoOfRow(ports, job, read)
  const photo = found && 'bytes' in found ? found : undefined
  const status = stockStatus(taker.statusColumns, row)
  const faults = [
    ...read.faults,
    ...(found && !photo ? [found as RowFault] : []),
    ...('code' in status ? [status] : []),
  ]
  if (faults.length > 0 || 'code' in status) return faults
  const whole = photo ? { ...read, values: { ...read.values, [photo.field]: photo.digest } } : read
  const refused =
    job.purpose === 'stock'
      ? takeStock(ports, stores, actor, whole, {
          jobId: job.id,
          originNote: job.options.originNote,
          status,
        })
      : takeApplication(ports, stores, actor, whole, {
          job,
          taken: taker.taken,
          ...(photo ? { pendingPhoto: photo.digest } : {}),
        })
  if (refused.length === 0 && photo) stores.blobs.put(photo.bytes)
  return refused.map(f => ({
    ...f,
    heading: f.heading ?? (f.field && read.kind ? taker.reader.headingOf(read.kind.id, f.field) : null),
  }))
}

/** A row that was not taken, as it is kept to be mended. */
export const faultOf = (row: TableRow, faults: readonly RowFault[]): ImportFault => ({
  row: row.row,
  cells: Object.fromEntries(Object.entries(row.cells).map(([heading, cell]) => [heading, cellText(cell)])),
  faults,
})
