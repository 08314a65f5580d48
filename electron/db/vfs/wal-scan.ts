import { PAGE_BYTES, WAL_FRAME_BYTES, WAL_FRAME_HEADER_BYTES, WAL_HEADER_BYTES } from './constants.ts'
import { type FileIo, readFully } from './file-io.ts'
import { type PageCipher } from './page-cipher.ts'
import { addToWalSum, sameSum, type WalSum, ZERO_SUM } from './wal-checksum.ts'

/** What the write-ahead log says, read before SQLite touches it. */
export interface WalScan {
  /** Some image opens with the key, so the key belongs to this database. */
  readonly keyProved: boolean
  /** Plain image of page 1 as of the last commit in the log, when the log has one. */
  readonly firstPage: Uint8Array | undefined
  /** Frames up to the last whole commit. */
  readonly committedFrames: number
  /** 1-based frame that is broken although a later transaction follows it (0: the log's header). */
  readonly damagedFrame: number | undefined
}

export const EMPTY_WAL: WalScan = {
  keyProved: false,
  firstPage: undefined,
  committedFrames: 0,
  damagedFrame: undefined,
}

const LITTLE_ENDIAN_MAGIC = 0x377f0682

interface WalHeader {
  readonly salts: Buffer
  readonly sum: WalSum
}

interface Frame {
  readonly pageNumber: number
  readonly isCommit: boolean
  readonly ofThisLog: boolean
  readonly storedSum: WalSum
  readonly image: Uint8Array | undefined
  readonly head: Buffer
}

const sumAt = (bytes: Buffer, at: number): WalSum => ({
  a: bytes.readUInt32BE(at),
  b: bytes.readUInt32BE(at + 4),
})

function readHeader(bytes: Buffer): WalHeader | undefined {
  const sum = addToWalSum(ZERO_SUM, bytes.subarray(0, 24))
  const sound =
    bytes.readUInt32BE(0) === LITTLE_ENDIAN_MAGIC &&
    bytes.readUInt32BE(8) === PAGE_BYTES &&
    sameSum(sum, sumAt(bytes, 24))
  return sound ? { salts: Buffer.from(bytes.subarray(16, 24)), sum } : undefined
}

function* framesOf(io: FileIo, fd: number, header: WalHeader, cipher: PageCipher): Generator<Frame> {
  const raw = Buffer.alloc(WAL_FRAME_BYTES)
  for (let at = WAL_HEADER_BYTES; ; at += WAL_FRAME_BYTES) {
    if (readFully(io, fd, raw, WAL_FRAME_BYTES, at) < WAL_FRAME_BYTES) return
    const head = Buffer.from(raw.subarray(0, WAL_FRAME_HEADER_BYTES))
    const ofThisLog = head.subarray(8, 16).equals(header.salts)
    const image = new Uint8Array(PAGE_BYTES)
    const opens =
      ofThisLog &&
      cipher.open(raw.subarray(WAL_FRAME_HEADER_BYTES), image, 'wal', at + WAL_FRAME_HEADER_BYTES)
    yield {
      pageNumber: head.readUInt32BE(0),
      isCommit: head.readUInt32BE(4) !== 0,
      ofThisLog,
      storedSum: sumAt(head, 16),
      image: opens ? image : undefined,
      head,
    }
  }
}

/** Does the frame continue a log whose running sum was `before`? */
function follows(before: WalSum, frame: Frame): boolean {
  if (!frame.image) return false
  const sum = addToWalSum(addToWalSum(before, frame.head.subarray(0, 8)), frame.image)
  return sameSum(sum, frame.storedSum)
}

/**
 * Reads the whole log. A broken tail is what a power cut leaves, and SQLite drops it. A broken frame is *damage* when
 * a commit at or behind it is continued by a frame of the next transaction: that commit had been fsynced before the
 * next transaction began, so it must be whole. SQLite alone would silently drop everything from there on.
 */
export function scanWal(io: FileIo, path: string, cipher: PageCipher): WalScan {
  if ((io.stat(path)?.size ?? 0) < WAL_HEADER_BYTES) return EMPTY_WAL
  const fd = io.open(path, 'existing')
  try {
    const bytes = Buffer.alloc(WAL_HEADER_BYTES)
    readFully(io, fd, bytes, WAL_HEADER_BYTES, 0)
    if (bytes.every(byte => byte === 0)) return EMPTY_WAL // grown by the file system, never written
    const header = readHeader(bytes)
    // The header lies in one sector and is fsynced before the first frame: a torn one does not occur.
    if (!header) return { ...EMPTY_WAL, damagedFrame: 0 }
    return scanFrames(framesOf(io, fd, header, cipher), header.sum)
  } finally {
    io.close(fd)
  }
}

function scanFrames(frames: Iterable<Frame>, start: WalSum): WalScan {
  let sum = start
  let count = 0
  let firstBroken: number | undefined
  let previous: Frame | undefined
  let keyProved = false
  let committedFrames = 0
  let pendingFirstPage: Uint8Array | undefined
  let firstPage: Uint8Array | undefined
  let damagedFrame: number | undefined
  for (const frame of frames) {
    count++
    keyProved ||= frame.image !== undefined
    if (firstBroken === undefined && follows(sum, frame)) {
      sum = frame.storedSum
      if (frame.pageNumber === 1) pendingFirstPage = frame.image
      if (frame.isCommit) {
        committedFrames = count
        firstPage = pendingFirstPage ?? firstPage
      }
    } else {
      firstBroken ??= count
      const commit = count > firstBroken && previous?.ofThisLog && previous.isCommit ? previous : undefined
      if (commit && follows(commit.storedSum, frame)) {
        damagedFrame = firstBroken
        break
      }
    }
    previous = frame
  }
  return { keyProved, firstPage, committedFrames, damagedFrame }
}
