import {
  type Batch,
  type BatchItem,
  type BatchState,
  type ImportFault,
  type ImportJob,
} from '../../../shared/domain/batch.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'

export interface BatchStore {
  insert(batch: Batch, applicationIds: readonly string[]): void
  get(id: string): Batch | undefined
  list(limit: number): readonly Batch[]
  setState(id: string, state: BatchState, stopReason: AppError | null): void
  /** The first items that wait, in order. */
  waiting(id: string, limit: number): readonly BatchItem[]
  /** Settles one item and moves the batch's counts. */
  settle(id: string, item: BatchItem): void
  /** Marks every waiting item cancelled. */
  cancelWaiting(id: string): void
  items(id: string): readonly BatchItem[]
}

export interface ImportStore {
  insert(job: ImportJob): void
  get(id: string): ImportJob | undefined
  list(limit: number): readonly ImportJob[]
  update(job: ImportJob): void
  addFault(jobId: string, fault: ImportFault): void
  faults(jobId: string, query: { readonly afterRow?: number; readonly limit: number }): readonly ImportFault[]
  removeFault(jobId: string, row: number): void
}
