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
    this.volume.io.truncate(this.fd, size)
    return SQLITE.OK
  }

  sync(): number {
    this.volume.io.fsync(this.fd)
    return SQLITE.OK
  }

  size(): number {
    return this.volume.io.size(this.fd)
  }

  close(): number {
    this.volume.io.close(this.fd)
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

/** The write-ahead log: page images sealed; its headers (page numbers, salts, checksums) stay plain. */
export class WalFile extends OpenFile {
  #nameIsNew: boolean

  constructor(volume: Volume, fd: number, nameIsNew: boolean) {
    super(volume, fd)
    this.#nameIsNew = nameIsNew
  }

  read(into: Uint8Array, position: number): number {
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
    const { io, cipher } = this.volume
    if (from.length <= WAL_HEADER_BYTES) {
      writeFully(io, this.fd, from, from.length, position)
      return SQLITE.OK
    }
    // Whatever is neither a header nor a page would go out in the clear: refuse it.
    if (from.length !== PAGE_BYTES) throw new Error(`write of ${from.length} bytes at ${position} of the log`)
    cipher.seal(from, this.sealed, 'wal', position)
    writeFully(io, this.fd, this.sealed, PAGE_BYTES, position)
    return SQLITE.OK
  }

  override sync(): number {
    super.sync()
    if (this.#nameIsNew) this.volume.io.syncDir(this.volume.folder)
    this.#nameIsNew = false
    return SQLITE.OK
  }
}
