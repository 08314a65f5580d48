import { dirname } from 'node:path'
import { SQLITE } from './constants.ts'
import { saysDiskFull } from './disk-errors.ts'
import { type FileIo } from './file-io.ts'
import { type PageCipher } from './page-cipher.ts'

/** A page whose seal does not hold. */
export class BrokenSeal extends Error {
  readonly page: number | undefined
  constructor(message: string, page?: number) {
    super(message)
    this.page = page
  }
}

/** What went wrong on the disk last, since SQLite hands on no more than a number. */
export type VolumeFault =
  | { readonly kind: 'full'; readonly cause: unknown }
  | { readonly kind: 'disk'; readonly operation: string; readonly cause: unknown }
  | { readonly kind: 'damage'; readonly page: number | undefined; readonly detail: string }

/**
 * One database on the disk: its main file and its write-ahead log, how they are sealed, and what went wrong with
 * them. After a disk error (not a full disk) it is *frozen*: nothing more is written, so what a reopening finds is
 * what a crash at that moment would have left, the state that recovery is tested for.
 */
export class Volume {
  readonly path: string
  readonly io: FileIo
  readonly cipher: PageCipher
  /** Page 1 from the log, while the one in the main file is torn. */
  readonly firstPageFromWal: Uint8Array | undefined
  readonly damagedPages = new Set<number>()
  #lastFault: VolumeFault | undefined
  #frozen: VolumeFault | undefined

  constructor(path: string, io: FileIo, cipher: PageCipher, firstPageFromWal: Uint8Array | undefined) {
    this.path = path
    this.io = io
    this.cipher = cipher
    this.firstPageFromWal = firstPageFromWal
  }

  get walPath(): string {
    return `${this.path}-wal`
  }

  get folder(): string {
    return dirname(this.path)
  }

  /** The disk error that froze the volume. */
  get frozenBy(): VolumeFault | undefined {
    return this.#frozen
  }

  /** The last fault since it was taken last. */
  takeFault(): VolumeFault | undefined {
    const fault = this.#lastFault
    this.#lastFault = undefined
    return fault
  }

  /** Runs one file operation for SQLite: what it throws becomes a fault on record and a result code. */
  guard(operation: string, failure: number, fn: () => number): number {
    if (this.#frozen) {
      this.#lastFault = this.#frozen
      return failure
    }
    try {
      return fn()
    } catch (error) {
      return this.#record(operation, failure, error)
    }
  }

  #record(operation: string, failure: number, error: unknown): number {
    if (error instanceof BrokenSeal) {
      if (error.page !== undefined) this.damagedPages.add(error.page)
      this.#lastFault = { kind: 'damage', page: error.page, detail: error.message }
      return SQLITE.IOERR_AUTH
    }
    // A full disk that is told by fsync has lost data already written: that is a disk error.
    if (saysDiskFull(error) && operation !== 'fsync') {
      this.#lastFault = { kind: 'full', cause: error }
      return SQLITE.FULL
    }
    this.#frozen = this.#lastFault = { kind: 'disk', operation, cause: error }
    return failure
  }
}
