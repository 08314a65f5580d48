import { type AppError } from '../kernel/app-error.ts'
import { type Instant } from '../kernel/instant.ts'
import { type KindId } from './kinds/kind.ts'

/** `stopped`: the batch ended itself (wrong PIN, dry block, disk) and may be resumed once that is mended. */
export type BatchState = 'running' | 'paused' | 'stopped' | 'cancelled' | 'done'

export interface Batch {
  readonly id: string
  readonly state: BatchState
  readonly createdAt: Instant
  readonly createdBy: string
  readonly total: number
  readonly issued: number
  readonly failed: number
  readonly stopReason: AppError | null
}

export interface BatchItem {
  readonly position: number
  readonly applicationId: string
  readonly state: 'waiting' | 'issued' | 'failed' | 'cancelled'
  readonly licenceId: string | null
  readonly error: AppError | null
}

export type ImportState = 'running' | 'paused' | 'cancelled' | 'done' | 'failed'

/** How the rows of a file are to be taken; kept with the job, so that a resumed import does the same. */
export interface ImportOptions {
  /** The kind of every row; null where a column says it row by row. */
  readonly kind: KindId | null
  /** The clerk has the papers of every row at hand: the checklist is ticked. Otherwise drafts wait for their papers. */
  readonly papersAtHand: boolean
  /** For stock: where the records come from, in the clerk's words. */
  readonly originNote: string | null
}

/** A new import as it is being filled in, before its file is read. */
export interface ImportForm {
  readonly purpose: ImportJob['purpose']
  readonly options: ImportOptions
  /** The file that was chosen: the page cannot hold on to it when it is loaded anew, and asks for it by this name. */
  readonly tableName: string | null
  readonly pictures: number
}

export interface ImportJob {
  readonly id: string
  readonly purpose: 'applications' | 'stock'
  readonly options: ImportOptions
  readonly path: string
  readonly fileName: string
  readonly sha256: string
  readonly state: ImportState
  /** Everything up to this row of the file is settled: taken over or noted as faulty. */
  readonly lastRow: number
  readonly good: number
  readonly bad: number
  readonly createdAt: Instant
  readonly createdBy: string
  readonly createdById: string
  readonly failure: AppError | null
}

/** A row that was not taken over, with what it held, so that it can be mended and tried again. */
export interface ImportFault {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  readonly faults: readonly {
    readonly field: string | null
    readonly heading: string | null
    readonly code: string
    readonly text: { readonly zh: string; readonly en: string }
  }[]
}
