import { randomBytes } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { asDiskError } from '../vfs/disk-errors.ts'
import { type FileIo, writeFully } from '../vfs/file-io.ts'
import { type PageCipher } from '../vfs/page-cipher.ts'
import { scanPages } from '../vfs/page-scan.ts'
import { DatabaseDamagedError } from './errors.ts'

export interface LongWork {
  /** Stops the work between two slices; it then throws the signal's reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

export interface CopyResult {
  readonly bytes: number
}

/**
 * Copies a sealed file to `to`: temporary name beside it, every seal checked on the way, fsync, rename. An older file
 * of that name stays until the new one is whole. Plain pages never reach a disk.
 * `stillGood` is asked before every slice and before the rename, and throws when the source has changed meanwhile.
 */
export async function copySealed(
  io: FileIo,
  cipher: PageCipher,
  from: string,
  to: string,
  stillGood: () => void,
  work: LongWork = {},
): Promise<CopyResult> {
  const target = resolve(to)
  const temporary = `${target}.part-${randomBytes(4).toString('hex')}`
  let fd: number | undefined
  let operation = 'open'
  try {
    const total = io.stat(from)?.size ?? 0
    fd = io.open(temporary, 'create-new')
    operation = 'write'
    let bytes = 0
    for await (const slice of scanPages(io, from, cipher)) {
      stillGood()
      work.signal?.throwIfAborted()
      const [page] = slice.damagedPages
      if (page !== undefined) throw new DatabaseDamagedError(from, { page, detail: 'the seal does not hold' })
      writeFully(io, fd, slice.sealed, slice.sealed.length, slice.position)
      bytes += slice.sealed.length
      work.onProgress?.(bytes, total)
    }
    stillGood()
    operation = 'fsync'
    io.fsync(fd)
    io.close(fd)
    fd = undefined
    operation = 'rename'
    io.rename(temporary, target)
    io.syncDir(dirname(target))
    return { bytes }
  } catch (error) {
    forget(io, fd, temporary)
    throw asDiskError(target, operation, error)
  }
}

/** Leaves no half copy behind; what fails here hides nothing that matters. */
function forget(io: FileIo, fd: number | undefined, temporary: string): void {
  try {
    if (fd !== undefined) io.close(fd)
  } catch {
    // the first error is the one to tell
  }
  try {
    io.unlink(temporary)
  } catch {
    // not made, or renamed already
  }
}
