import { dirname } from 'node:path'
import { PAGE_BYTES } from './constants.ts'
import { type FileIo, writeFully } from './file-io.ts'
import { BODY_BYTES, type PageCipher, RESERVED_BYTES } from './page-cipher.ts'

const SQLITE_VERSION_NUMBER = 3_054_001

/**
 * The one page of an empty database (https://www.sqlite.org/fileformat2.html, 1.3), with room for the seal at the
 * end of each page and already in WAL mode, so that no rollback journal is ever written.
 */
export function emptyFirstPage(): Uint8Array {
  const page = Buffer.alloc(PAGE_BYTES)
  page.write('SQLite format 3\0', 0, 'latin1')
  page.writeUInt16BE(PAGE_BYTES, 16)
  page[18] = page[19] = 2 // WAL
  page[20] = RESERVED_BYTES
  page[21] = 64
  page[22] = page[23] = 32
  page.writeUInt32BE(1, 24) // change counter
  page.writeUInt32BE(1, 28) // pages
  page.writeUInt32BE(4, 44) // schema format
  page.writeUInt32BE(1, 56) // UTF-8
  page.writeUInt32BE(1, 92)
  page.writeUInt32BE(SQLITE_VERSION_NUMBER, 96)
  page[100] = 13 // the schema table: an empty leaf
  page.writeUInt16BE(BODY_BYTES, 105)
  return page
}

/** Makes an empty sealed database under a temporary name and renames it: it is there whole, or not at all. */
export function createSealedFile(io: FileIo, path: string, cipher: PageCipher): void {
  const sealed = new Uint8Array(PAGE_BYTES)
  cipher.seal(emptyFirstPage(), sealed, 'main', 0)
  const temporary = `${path}.new`
  const fd = io.open(temporary, 'create-empty')
  try {
    writeFully(io, fd, sealed, PAGE_BYTES, 0)
    io.fsync(fd)
  } finally {
    io.close(fd)
  }
  io.rename(temporary, path)
  io.syncDir(dirname(path))
}
