import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'

export type OpenMode = 'existing' | 'create' | 'create-new' | 'create-empty'

/**
 * Every touch of the disk that the database makes. A test replaces it to lose, tear, reorder or refuse.
 * `read` and `write` may do less than asked (the caller goes on); errors are Node's, with `code`.
 */
export interface FileIo {
  open(path: string, mode: OpenMode): number
  close(fd: number): void
  read(fd: number, into: Uint8Array, at: number, length: number, position: number): number
  write(fd: number, from: Uint8Array, at: number, length: number, position: number): number
  truncate(fd: number, size: number): void
  size(fd: number): number
  /** Returns when the file's bytes are on the disk. */
  fsync(fd: number): void
  unlink(path: string): void
  /** Puts the file in place of what has that name. */
  rename(from: string, to: string): void
  stat(path: string): { readonly size: number } | undefined
  /** Makes new, renamed and removed names of a folder durable. */
  syncDir(folder: string): void
}

const FLAGS: Readonly<Record<OpenMode, number>> = {
  existing: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT,
  'create-new': constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
  'create-empty': constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
}

/** The real disk. Files are readable by their owner only. */
export const nodeFileIo: FileIo = {
  open: (path, mode) => openSync(path, FLAGS[mode], 0o600),
  close: fd => closeSync(fd),
  read: (fd, into, at, length, position) => readSync(fd, into, at, length, position),
  write: (fd, from, at, length, position) => writeSync(fd, from, at, length, position),
  truncate: (fd, size) => ftruncateSync(fd, size),
  size: fd => fstatSync(fd).size,
  fsync: fd => fsyncSync(fd),
  unlink: path => unlinkSync(path),
  rename: (from, to) => renameSync(from, to),
  stat: path => statSync(path, { throwIfNoEntry: false }),
  syncDir(folder) {
    // NTFS journals its directories, and Windows cannot fsync one.
    if (process.platform === 'win32') return
    const fd = openSync(folder, 'r')
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  },
}

/** Reads until `length` bytes or the end of the file; returns how many came. */
export function readFully(
  io: FileIo,
  fd: number,
  into: Uint8Array,
  length: number,
  position: number,
): number {
  let done = 0
  while (done < length) {
    const n = io.read(fd, into, done, length - done, position + done)
    if (n === 0) break
    done += n
  }
  return done
}

/** Writes all bytes, going on after short writes. A write of nothing counts as a full disk. */
export function writeFully(io: FileIo, fd: number, from: Uint8Array, length: number, position: number): void {
  let done = 0
  while (done < length) {
    const n = io.write(fd, from, done, length - done, position + done)
    if (n <= 0) throw Object.assign(new Error('the disk takes no more bytes'), { code: 'ENOSPC' })
    done += n
  }
}
