import { type FileIo, type OpenMode } from '../../../electron/db/vfs/file-io.ts'

const SECTOR = 512

interface Write {
  readonly position: number
  readonly data: Buffer
  /** The power went in the middle of it. */
  readonly torn: boolean
}
type Op = Write | { readonly truncateTo: number }

/** Bytes that grow without being copied for every write. */
class Content {
  #buffer: Buffer
  #length: number

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#buffer = Buffer.from(bytes)
    this.#length = bytes.length
  }

  get length(): number {
    return this.#length
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  apply(op: Op): void {
    if ('truncateTo' in op) {
      this.#grow(op.truncateTo)
      this.#buffer.fill(0, op.truncateTo)
      this.#length = op.truncateTo
    } else {
      this.#grow(op.position + op.data.length)
      op.data.copy(this.#buffer, op.position)
      this.#length = Math.max(this.#length, op.position + op.data.length)
    }
  }

  #grow(size: number): void {
    if (size <= this.#buffer.length) return
    const larger = Buffer.alloc(Math.max(size, 2 * this.#buffer.length, 65_536))
    this.bytes.copy(larger)
    this.#buffer = larger
  }
}

class Inode {
  /** What survives a power cut for certain. */
  durable: Content
  /** What reads see. */
  current: Content
  pending: Op[] = []

  constructor(bytes?: Uint8Array) {
    this.durable = new Content(bytes)
    this.current = new Content(bytes)
  }
}

type NameOp =
  { readonly set: string; readonly inode: Inode; readonly remove?: string } | { readonly remove: string }

export type Operation = 'open' | 'read' | 'write' | 'truncate' | 'fsync' | 'unlink' | 'rename' | 'syncDir'
/** Throw an error of this code, or write only a part. */
export type Fault = { readonly code: string } | 'short' | undefined

const failure = (code: string, what: string): Error => Object.assign(new Error(`${code} ${what}`), { code })

/**
 * A disk with a cache that forgets: after a power cut, writes that were not fsynced are lost, reordered or torn at
 * sectors of 512 bytes, and names not made durable by syncDir are lost (an ordered prefix of the changes survives).
 */
export class VirtualDisk {
  /** The power goes before the operation of this number. */
  cutAt = Infinity
  /** Asked before every operation. */
  fault: ((operation: Operation, path: string) => Fault) | undefined
  /** Tear every write that was not fsynced. */
  tearAll = false
  operations = 0
  readonly io: FileIo
  readonly #random: () => number
  #names = new Map<string, Inode>()
  #durableNames = new Map<string, Inode>()
  #nameOps: NameOp[] = []
  readonly #open = new Map<number, { readonly inode: Inode; readonly path: string }>()
  #nextFd = 10

  constructor(random: () => number) {
    this.#random = random
    this.io = {
      open: (path, mode) => this.#openFile(path, mode),
      close: fd => void this.#open.delete(fd),
      read: (fd, into, at, length, position) => {
        const { inode, path } = this.#file(fd)
        this.#step('read', path)
        return position >= inode.current.length
          ? 0
          : inode.current.bytes.copy(into, at, position, position + length)
      },
      write: (fd, from, at, length, position) => this.#write(fd, from, at, length, position),
      truncate: (fd, size) => {
        const { inode, path } = this.#file(fd)
        this.#step('truncate', path)
        this.#change(inode, { truncateTo: size })
      },
      size: fd => this.#file(fd).inode.current.length,
      fsync: fd => {
        const { inode, path } = this.#file(fd)
        this.#step('fsync', path)
        for (const op of inode.pending) inode.durable.apply(op)
        inode.pending = []
      },
      unlink: path => {
        this.#step('unlink', path)
        if (!this.#names.delete(path)) throw failure('ENOENT', path)
        this.#nameOps.push({ remove: path })
      },
      rename: (from, to) => {
        this.#step('rename', from)
        const inode = this.#names.get(from)
        if (!inode) throw failure('ENOENT', from)
        this.#names.delete(from)
        this.#names.set(to, inode)
        this.#nameOps.push({ set: to, inode, remove: from })
      },
      stat: path => {
        const inode = this.#names.get(path)
        return inode && { size: inode.current.length }
      },
      syncDir: () => {
        this.#step('syncDir', '')
        this.#durableNames = new Map(this.#names)
        this.#nameOps = []
      },
    }
  }

  get isCut(): boolean {
    return this.operations > this.cutAt
  }

  #step(operation: Operation, path: string): Fault {
    this.operations++
    if (this.isCut) throw failure('POWER', 'the power is off')
    const fault = this.fault?.(operation, path)
    if (typeof fault === 'object') throw failure(fault.code, `${operation} ${path}`)
    return fault
  }

  #file(fd: number): { readonly inode: Inode; readonly path: string } {
    const file = this.#open.get(fd)
    if (!file) throw failure('EBADF', String(fd))
    return file
  }

  #openFile(path: string, mode: OpenMode): number {
    this.#step('open', path)
    let inode = this.#names.get(path)
    if (inode && mode === 'create-new') throw failure('EEXIST', path)
    if (!inode) {
      if (mode === 'existing') throw failure('ENOENT', path)
      inode = new Inode()
      this.#names.set(path, inode)
      this.#nameOps.push({ set: path, inode })
    } else if (mode === 'create-empty') this.#change(inode, { truncateTo: 0 })
    const fd = this.#nextFd++
    this.#open.set(fd, { inode, path })
    return fd
  }

  #write(fd: number, from: Uint8Array, at: number, length: number, position: number): number {
    const { inode, path } = this.#file(fd)
    const whole = Buffer.from(from.subarray(at, at + length))
    if (this.operations + 1 > this.cutAt && !this.isCut)
      inode.pending.push({ position, data: whole, torn: true })
    const fault = this.#step('write', path)
    const n = fault === 'short' ? Math.max(1, Math.floor(length * this.#random())) : length
    this.#change(inode, { position, data: whole.subarray(0, n), torn: false })
    return n
  }

  #change(inode: Inode, op: Op): void {
    inode.pending.push(op)
    inode.current.apply(op)
  }

  /** What lies on the disk after the power came back. */
  afterPowerCut(): Map<string, Buffer> {
    const random = this.#random
    const names = new Map(this.#durableNames)
    for (const op of this.#nameOps.slice(0, Math.floor(random() * (this.#nameOps.length + 1)))) {
      if (op.remove !== undefined) names.delete(op.remove)
      if ('set' in op) names.set(op.set, op.inode)
    }
    const style = this.tearAll ? 0.8 : random() // none, some, or all of what was not fsynced
    return new Map([...names].map(([path, inode]) => [path, this.#survivor(inode, style)]))
  }

  #survivor(inode: Inode, style: number): Buffer {
    const content = new Content(inode.durable.bytes)
    for (const op of inode.pending) {
      if (style < 0.15) break
      if ('truncateTo' in op) content.apply(op)
      else if (style < 0.75 && this.#random() < 0.5 && !op.torn) continue
      else if (op.torn || this.tearAll || this.#random() < 0.3) this.#tear(content, op)
      else content.apply(op)
    }
    return content.bytes
  }

  /** Half of the write's sectors arrive. */
  #tear(content: Content, op: Write): void {
    const end = op.position + op.data.length
    for (let at = op.position; at < end;) {
      const next = Math.min(end, at - (at % SECTOR) + SECTOR)
      const data = op.data.subarray(at - op.position, next - op.position)
      if (this.#random() < 0.5) content.apply({ position: at, data, torn: false })
      at = next
    }
  }

  /** Starts anew with these files, all of them durable. */
  mount(files: ReadonlyMap<string, Buffer>): void {
    this.#names = new Map()
    for (const [path, bytes] of files) {
      this.#names.set(path, new Inode(bytes))
    }
    this.#durableNames = new Map(this.#names)
    this.#nameOps = []
    this.#open.clear()
    this.operations = 0
    this.cutAt = Infinity
    this.fault = undefined
  }

  /** The files as the running system sees them: what a killed process (not a cut power) leaves. */
  contents(): Map<string, Buffer> {
    return new Map([...this.#names].map(([path, inode]) => [path, Buffer.from(inode.current.bytes)]))
  }
}
