import { PAGE_BYTES, SQLITE, WAL_FRAME_BYTES, WAL_FRAME_HEADER_BYTES, WAL_HEADER_BYTES } from './constants.ts'
import { readFully, writeFully } from './file-io.ts'
import { BrokenSeal, type Volume } from './volume.ts'

/**
 * A file as SQLite sees it: plain pages. `into`/`from` are views of the engine's memory, exactly as long as what is
 * read or written. Methods return SQLite result codes or throw; Volume.guard turns throws into codes.
 */
export interface SealedFile {
  readonly volume: Volume
  read(into: Uint8Array, position: number): number
  write(from: Uint8Array, position: number): number
  truncate(size: number): number
  /** Hands what is held back to the disk; comes before `sync`. */
  flush(): number
  sync(): number
  size(): number
  close(): number
}

abstract class OpenFile implements SealedFile {
  readonly volume: Volume
  protected readonly fd: number
  protected readonly sealed = Buffer.alloc(PAGE_BYTES)
  protected readonly plain = Buffer.alloc(PAGE_BYTES)

  constructor(volume: Volume, fd: number) {
    this.volume = volume
    this.fd = fd
  }

  abstract read(into: Uint8Array, position: number): number
  abstract write(from: Uint8Array, position: number): number

  truncate(size: number): number {
    this.flush()
    this.volume.io.truncate(this.fd, size)
    return SQLITE.OK
  }

  flush(): number {
    return SQLITE.OK
  }

  sync(): number {
    this.volume.io.fsync(this.fd)
    return SQLITE.OK
  }

  size(): number {
    this.flush()
    return this.volume.io.size(this.fd)
  }

  close(): number {
    try {
      this.flush()
    } finally {
      this.volume.io.close(this.fd)
    }
    return SQLITE.OK
  }
}

/** The main file: every page sealed. SQLite reads whole pages, or the first bytes of page 1. */
export class MainFile extends OpenFile {
  read(into: Uint8Array, position: number): number {
    const index = Math.floor(position / PAGE_BYTES)
    const within = position % PAGE_BYTES
    if (within + into.length > PAGE_BYTES) throw new Error(`read of ${into.length} bytes at ${position}`)
    const { io, cipher } = this.volume
    const n = readFully(io, this.fd, this.sealed, PAGE_BYTES, index * PAGE_BYTES)
    if (n === 0) {
      into.fill(0)
      return SQLITE.IOERR_SHORT_READ
    }
    if (n === PAGE_BYTES && cipher.open(this.sealed, this.plain, 'main', index)) {
      into.set(this.plain.subarray(within, within + into.length))
      return SQLITE.OK
    }
    // SQLite reads the header before it plays the log back. A torn page 1 that the log holds must not stop it.
    const fromWal = index === 0 && into.length < PAGE_BYTES ? this.volume.firstPageFromWal : undefined
    if (!fromWal) throw new BrokenSeal('the seal does not hold', index + 1)
    into.set(fromWal.subarray(within, within + into.length))
    return SQLITE.OK
  }

  write(from: Uint8Array, position: number): number {
    if (from.length !== PAGE_BYTES || position % PAGE_BYTES !== 0)
      throw new Error(`write of ${from.length} bytes at ${position} is no page`)
    this.volume.cipher.seal(from, this.sealed, 'main', position / PAGE_BYTES)
    writeFully(this.volume.io, this.fd, this.sealed, PAGE_BYTES, position)
    return SQLITE.OK
  }
}

/** Frames held back at most: more than the commit of an issue has. */
const HELD_FRAMES = 64

/**
 * The write-ahead log: page images sealed; its headers (page numbers, salts, checksums) stay plain. What SQLite writes piece
 * by piece, one behind the other, is held back and goes to the disk in one piece: at the latest before it is synced, read or
 * measured. Until then nobody has been promised anything, so that a crash loses no more than it did.
 */
export class WalFile extends OpenFile {
  #nameIsNew: boolean
  readonly #held = Buffer.alloc(HELD_FRAMES * WAL_FRAME_BYTES)
  #heldAt = 0
  #heldBytes = 0

  constructor(volume: Volume, fd: number, nameIsNew: boolean) {
    super(volume, fd)
    this.#nameIsNew = nameIsNew
  }

  read(into: Uint8Array, position: number): number {
    this.flush()
    const n = readFully(this.volume.io, this.fd, into, into.length, position)
    if (n < into.length) {
      into.fill(0, n)
      return SQLITE.IOERR_SHORT_READ
    }
    if (into.length === WAL_FRAME_BYTES) this.#openFrame(into, position)
    else if (into.length > WAL_HEADER_BYTES) this.#openImage(into, position)
    return SQLITE.OK
  }

  /** Recovery reads whole frames: an image that does not open is handed over as 0xff, and its checksum ends playback. */
  #openFrame(frame: Uint8Array, position: number): void {
    const image = frame.subarray(WAL_FRAME_HEADER_BYTES)
    if (this.volume.cipher.open(image, this.plain, 'wal', position + WAL_FRAME_HEADER_BYTES))
      image.set(this.plain)
    else image.fill(0xff)
  }

  #openImage(image: Uint8Array, position: number): void {
    if (image.length !== PAGE_BYTES)
      throw new Error(`read of ${image.length} bytes at ${position} of the log`)
    if (!this.volume.cipher.open(image, this.plain, 'wal', position))
      throw new BrokenSeal(`an image of the write-ahead log at ${position} does not open`)
    image.set(this.plain)
  }

  write(from: Uint8Array, position: number): number {
    // Whatever is neither a header nor a page would go out in the clear: refuse it.
    if (from.length > WAL_HEADER_BYTES && from.length !== PAGE_BYTES)
      throw new Error(`write of ${from.length} bytes at ${position} of the log`)
    const place = this.#room(from.length, position)
    if (from.length === PAGE_BYTES) this.volume.cipher.seal(from, place, 'wal', position)
    else place.set(from)
    this.#heldBytes += from.length
    return SQLITE.OK
  }

  /** Where so many bytes for that position are held; what does not end there goes to the disk before. */
  #room(bytes: number, position: number): Uint8Array {
    const goesOn = position === this.#heldAt + this.#heldBytes
    if (!goesOn || this.#heldBytes + bytes > this.#held.length) this.flush()
    if (this.#heldBytes === 0) this.#heldAt = position
    return this.#held.subarray(this.#heldBytes, this.#heldBytes + bytes)
  }

  /** After an error nothing is held any more: SQLite gives the transaction up and writes its frames anew. */
  override flush(): number {
    const bytes = this.#heldBytes
    this.#heldBytes = 0
    if (bytes > 0) writeFully(this.volume.io, this.fd, this.#held, bytes, this.#heldAt)
    return SQLITE.OK
  }

  override sync(): number {
    super.sync()
    if (this.#nameIsNew) this.volume.io.syncDir(this.volume.folder)
    this.#nameIsNew = false
    return SQLITE.OK
  }
}
