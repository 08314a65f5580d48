import { type ApplicationStore } from './stores/applications.ts'
import { type BatchStore, type ImportStore } from './stores/batches.ts'
import { type JournalStore, type OutboxStore } from './stores/chains.ts'
import { type JotStore } from './stores/jots.ts'
import { type LicenceStore } from './stores/licences.ts'
import { type NumberStore } from './stores/numbers.ts'
import { type PrintStore } from './stores/prints.ts'
import { type SealStore } from './stores/seals.ts'
import { type BlobStore, type SettingsStore } from './stores/settings.ts'
import { type SyncStore } from './stores/sync.ts'
import { type UserStore } from './stores/users.ts'

/** Every store of the database, over one connection. */
export interface Stores {
  readonly settings: SettingsStore
  readonly blobs: BlobStore
  readonly users: UserStore
  readonly applications: ApplicationStore
  readonly licences: LicenceStore
  readonly numbers: NumberStore
  readonly seals: SealStore
  readonly batches: BatchStore
  readonly imports: ImportStore
  readonly prints: PrintStore
  readonly jots: JotStore
  readonly outbox: OutboxStore
  readonly journal: JournalStore
  readonly sync: SyncStore
}

/**
 * The workstation's database. `write` is one durable transaction: when it returns, everything in it is on disk;
 * when it throws, nothing is. Functions given to it are synchronous and have no effect outside the stores.
 */
export interface WorkstationDatabase {
  read<T>(work: (stores: Stores) => T): T
  write<T>(work: (stores: Stores) => T): T
  /**
   * Copies the sealed file in slices. The copy is of the moment of the call: what is read before the first await is
   * what it holds, what is written meanwhile is not in it. It opens with the same key.
   */
  backupTo(path: string): Promise<void>
  /**
   * What is wrong with the database, in words for the log; nothing when it is sound. `quick`: every page's seal and
   * SQLite's structure. `full`: also every index, both chains, and that each licence has its number to itself.
   */
  check(depth: 'quick' | 'full'): Promise<readonly string[]>
  close(): void
}
