/** Bytes that lie on disk, durable, under a temporary name: nobody takes them for a file yet. */
export interface FileDraft {
  /** Gives the file its own name, durable when it returns; never replaces a file. On an error the draft is still there. */
  settle(): void
  /** Takes the draft away; nothing once it is settled. */
  discard(): void
}

/** The data folder. Paths are relative to it, with forward slashes; anything that would leave it is refused by a fault. */
export interface FileVault {
  /** Durable when it returns: temporary name, fsync, rename, fsync of the folder. Never replaces a file. */
  put(path: string, bytes: Uint8Array): void
  /**
   * The first half of `put`, without holding up the thread: temporary name beside the target, fsync. Rejects on I/O errors,
   * and leaves nothing behind then.
   */
  draft(path: string, bytes: Uint8Array): Promise<FileDraft>
  read(path: string): Uint8Array | undefined
  remove(path: string): void
  /** All files below the folder, temporary ones too. */
  list(folder: string): Iterable<string>
  absolute(path: string): string
}

/** Places outside the data folder that the clerk named: files picked for import, folders for results. */
export interface OutsideFiles {
  read(path: string, limitBytes: number): Uint8Array | undefined
  /** Temporary name, fsync, rename; replaces a file of that name. */
  write(path: string, bytes: Uint8Array): void
  /** SHA-256 of the file, read in pieces; undefined when it cannot be read. */
  digest(path: string): Promise<{ readonly sha256: string; readonly bytes: number } | undefined>
  exists(path: string): boolean
}
