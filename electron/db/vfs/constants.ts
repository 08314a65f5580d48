/** SQLite's public result codes, open flags and sizes that the file layer speaks (sqlite3.h). */

export const PAGE_BYTES = 4096

export const SQLITE = {
  OK: 0,
  NOMEM: 7,
  IOERR: 10,
  CORRUPT: 11,
  NOTFOUND: 12,
  FULL: 13,
  CANTOPEN: 14,
  CONSTRAINT: 19,
  RANGE: 25,
  NOTADB: 26,
  ROW: 100,
  DONE: 101,
  IOERR_READ: 266,
  IOERR_SHORT_READ: 522,
  IOERR_WRITE: 778,
  IOERR_FSYNC: 1034,
  IOERR_TRUNCATE: 1546,
  IOERR_FSTAT: 1802,
  IOERR_DELETE: 2570,
  IOERR_ACCESS: 3338,
  IOERR_CLOSE: 4106,
  IOERR_DELETE_NOENT: 5898,
  IOERR_AUTH: 7178,
} as const

export const OPEN_FLAG = { CREATE: 0x4, MAIN_DB: 0x100, WAL: 0x80000 } as const

/** The page that SQLite never uses, because a lock byte of its own lives there (offset 1 GiB). */
export const LOCK_BYTE_PAGE = 0x4000_0000 / PAGE_BYTES + 1

export const WAL_HEADER_BYTES = 32
export const WAL_FRAME_HEADER_BYTES = 24
export const WAL_FRAME_BYTES = WAL_FRAME_HEADER_BYTES + PAGE_BYTES
