import { type Batch, type BatchItem } from '../domain/batch.ts'
import { type ImportJob } from '../domain/batch.ts'

/** What the core tells the page without being asked. Events announce; the page asks anew for what it shows. */
export interface WindowEvents {
  /** The host has put a document where the person keeps files; told by the host itself. */
  readonly 'document.saved': { readonly fileName: string; readonly folder: string }
  readonly 'session.changed': null
  readonly 'application.changed': { readonly id: string }
  readonly 'licence.changed': { readonly id: string }
  readonly 'print.changed': { readonly licenceIds: readonly string[] }
  readonly 'batch.progress': { readonly batch: Batch; readonly item: BatchItem }
  readonly 'batch.changed': { readonly batch: Batch }
  readonly 'import.progress': { readonly job: ImportJob }
  readonly 'work.progress': { readonly work: string; readonly done: number; readonly total: number | null }
  /** The reporting has begun, gone on or ended, or the pairing is another one. */
  readonly 'sync.changed': null
  readonly 'administration.changed': {
    readonly what: 'users' | 'seals' | 'blocks' | 'office' | 'backups' | 'printers'
  }
}

export type EventName = keyof WindowEvents

/** One event as it crosses the boundary. */
export type WindowEvent = {
  readonly [N in EventName]: { readonly name: N; readonly detail: WindowEvents[N] }
}[EventName]
