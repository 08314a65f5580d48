import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { type WorkstationDatabase } from './database.ts'

/** A file as it was written or read: digest in lower-case hexadecimal. */
export interface FileFact {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/** A folder that is being filled under a temporary name. It takes its own name only when whole. */
export interface FolderDraft {
  /** Absolute path of a file in the draft, for a writer of its own (the database); its folder exists. */
  absolute(path: string): string
  /** Copies a file into the draft, durably. The fact is that of the bytes written. @throws on I/O errors */
  copy(source: string, path: string): Promise<FileFact>
  /** Makes a file that another writer put into the draft durable, and reads it back. */
  settle(path: string): Promise<FileFact>
  write(path: string, bytes: Uint8Array): void
  /** Makes the folder appear, whole, under its name; an empty folder of that name is replaced. */
  finish(): void
  /** Removes the draft. */
  abandon(): void
}

/** Folders outside (or beside) the data folder: places of backups, targets of a restore, scratch. */
export interface Folders {
  /** @throws when the target is there and not empty */
  begin(target: string): FolderDraft
  /** Names of the finished folders directly in a place, sorted; empty when the place is not there. */
  finished(place: string): readonly string[]
  /** Names of folders whose making was broken off. */
  unfinished(place: string): readonly string[]
  /** All files below the folder, relative, with forward slashes. */
  files(folder: string): Iterable<string>
  /** True also when there is no such folder. */
  isEmpty(folder: string): boolean
  /** Takes the name away first, so that a half-removed folder is never taken for a whole one. */
  remove(folder: string): void
  join(folder: string, path: string): string
  isInside(path: string, folder: string): boolean
}

export type BackupOpenErrorCode = 'backup-key-wrong' | 'backup-database-damaged' | 'backup-from-future'

export interface OpenedBackup {
  readonly db: WorkstationDatabase
  /** After opening: that of this program, or the backup's own where nothing was migrated. */
  readonly schemaVersion: number
}

/** Opens a copy of a workstation's database file by this workstation's data key, and makes none where there is none. The caller closes it. */
export interface BackupOpener {
  open(databaseFile: string): Promise<Result<OpenedBackup, AppError<BackupOpenErrorCode>>>
}
