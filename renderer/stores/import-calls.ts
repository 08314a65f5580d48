import { type WrittenFile } from '../../shared/contract/files.ts'
import { type ImportResult, type RetriedRow, type StartedImport } from '../../shared/contract/imports.ts'
import { type ImportJob, type ImportOptions } from '../../shared/domain/batch.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { call } from '../bridge/index.ts'
import { uploadTogether } from './uploads.ts'

/** Faulty rows that are asked for at once. */
const PAGE = 200

export interface NewImport {
  readonly table: File
  readonly pictures: readonly File[]
  readonly purpose: ImportJob['purpose']
  readonly options: ImportOptions
}

/** Hands the files over and lays a job down; no row is taken yet. */
export async function startImport(
  input: NewImport,
  onSent: (files: number) => void,
): Promise<Result<StartedImport, AppError>> {
  const sent = await uploadTogether([input.table, ...input.pictures], onSent)
  if (!sent.ok) return sent
  const { purpose, options } = input
  const reply = await call('imports.start', { upload: sent.value, purpose, options })
  if (!reply.ok) await call('files.drop', { id: sent.value })
  return reply
}

/** Puts pictures beside the file of a job. @returns why they were not taken */
export async function addPictures(jobId: string, files: readonly File[]): Promise<AppError | null> {
  const sent = await uploadTogether(files)
  if (!sent.ok) return sent.error
  const reply = await call('imports.addPictures', { jobId, upload: sent.value })
  return reply.ok ? null : reply.error
}

/** The faulty rows behind one, in the file's order; from the first on where none is named. */
export const faultsOf = (jobId: string, afterRow: number | null): Promise<Result<ImportResult, AppError>> =>
  call('imports.faults', { jobId, limit: PAGE, ...(afterRow === null ? {} : { afterRow }) })

/** Writes the faulty rows as a sheet with comments. */
export const faultSheet = (jobId: string): Promise<Result<WrittenFile, AppError>> =>
  call('imports.faultSheet', { jobId })

/** Tries a mended row again. */
export const retryRow = (
  jobId: string,
  row: number,
  cells: Readonly<Record<string, string>>,
): Promise<Result<RetriedRow, AppError>> => call('imports.retryFault', { jobId, row, cells })
