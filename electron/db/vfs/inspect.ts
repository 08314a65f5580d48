import { PAGE_BYTES } from './constants.ts'
import { DatabaseDamagedError, DatabaseKeyError } from '../engine/errors.ts'
import { type FileIo, readFully } from './file-io.ts'
import { type PageCipher } from './page-cipher.ts'
import { scanWal } from './wal-scan.ts'

export interface Inspection {
  readonly exists: boolean
  /** Page 1 as the write-ahead log has it, when the one in the main file is torn: recovery will put it back. */
  readonly firstPageFromWal: Uint8Array | undefined
  /** Frames that recovery will bring back. */
  readonly walFrames: number
}

const PLAIN_MAGIC = Buffer.from('SQLite format 3\0', 'latin1')

/**
 * Judges the file and its write-ahead log before SQLite opens them, and changes nothing. This comes first because
 * SQLite, given a wrong key, would take the log for empty and delete it when closing.
 *
 * Wrong key and damage are told apart without any stored check value: the key is right if *one* page of the main file
 * or one image in the log opens with it. Only if none does is the key (or the file) a wrong one. A torn page 1 is
 * mended by recovery if, and only if, the log holds it committed.
 *
 * Throws DatabaseKeyError or DatabaseDamagedError.
 */
export function inspectDatabase(io: FileIo, path: string, cipher: PageCipher): Inspection {
  const stat = io.stat(path)
  const wal = scanWal(io, `${path}-wal`, cipher)
  if (!stat) {
    if ((io.stat(`${path}-wal`)?.size ?? 0) > 0)
      throw new DatabaseDamagedError(path, { detail: 'the main file is missing beside its write-ahead log' })
    return { exists: false, firstPageFromWal: undefined, walFrames: 0 }
  }
  const first = readFirstPage(io, path, cipher)
  if (first === 'plain') throw new DatabaseKeyError(path, 'not-sealed')
  if (first === 'broken' && !wal.firstPage) {
    if (stat.size === 0) throw new DatabaseDamagedError(path, { detail: 'the file is empty' })
    if (wal.keyProved || anyPageOpens(io, path, cipher))
      throw new DatabaseDamagedError(path, { page: 1, detail: 'the seal does not hold' })
    throw new DatabaseKeyError(path, stat.size < PAGE_BYTES ? 'not-ours' : 'wrong-key')
  }
  if (wal.damagedFrame !== undefined)
    throw new DatabaseDamagedError(path, {
      walFrame: wal.damagedFrame,
      detail: 'the write-ahead log is broken before its end',
    })
  return {
    exists: true,
    firstPageFromWal: first === 'broken' ? wal.firstPage : undefined,
    walFrames: wal.committedFrames,
  }
}

function readFirstPage(io: FileIo, path: string, cipher: PageCipher): 'sound' | 'broken' | 'plain' {
  const page = Buffer.alloc(PAGE_BYTES)
  const fd = io.open(path, 'existing')
  try {
    const n = readFully(io, fd, page, PAGE_BYTES, 0)
    if (page.subarray(0, PLAIN_MAGIC.length).equals(PLAIN_MAGIC)) return 'plain'
    return n === PAGE_BYTES && cipher.open(page, new Uint8Array(PAGE_BYTES), 'main', 0) ? 'sound' : 'broken'
  } finally {
    io.close(fd)
  }
}

function anyPageOpens(io: FileIo, path: string, cipher: PageCipher): boolean {
  const page = Buffer.alloc(PAGE_BYTES)
  const plain = new Uint8Array(PAGE_BYTES)
  const fd = io.open(path, 'existing')
  try {
    for (let index = 1; readFully(io, fd, page, PAGE_BYTES, index * PAGE_BYTES) === PAGE_BYTES; index++)
      if (cipher.open(page, plain, 'main', index)) return true
    return false
  } finally {
    io.close(fd)
  }
}
