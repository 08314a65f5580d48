/** Thrown for bytes that are not well-formed; carries no content of the input. */
export class DerError extends Error {
  override readonly name = 'DerError'
}

/** `der` is strict. `ber` also takes indefinite and padded lengths and constructed strings, as old CMS writers make them. */
type DerMode = 'der' | 'ber'

/** One element. `raw` and `content` are views on the received bytes: what is hashed is never re-encoded. */
export interface DerNode {
  /** The identifier octet, class and constructed bit included: 0x30 is SEQUENCE, 0xa0 is [0] constructed. */
  readonly tag: number
  readonly raw: Uint8Array
  readonly content: Uint8Array
  readonly depth: number
  readonly mode: DerMode
  /** The length was not in its one DER form (only possible in `ber`). */
  readonly loose: boolean
}

const MAX_DER_BYTES = 16 * 1024 * 1024
const MAX_DEPTH = 48
const MAX_CHILDREN = 20_000

const fail = (what: string): never => {
  throw new DerError(what)
}

interface Header {
  readonly tag: number
  readonly contentStart: number
  /** Undefined: indefinite. */
  readonly length: number | undefined
  readonly loose: boolean
}

function readLongLength(bytes: Uint8Array, at: number, mode: DerMode): { length: number; loose: boolean } {
  const count = (bytes[at] ?? 0) & 0x7f
  if (count > 4 || at + 1 + count > bytes.length) fail('length does not fit')
  let length = 0
  for (let i = 1; i <= count; i++) length = length * 256 + (bytes[at + i] ?? 0)
  const loose = length < 128 || bytes[at + 1] === 0
  if (loose && mode === 'der') fail('length is not minimal')
  return { length, loose }
}

function readHeader(bytes: Uint8Array, at: number, mode: DerMode): Header {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return fail('element is cut off')
  if ((tag & 0x1f) === 0x1f) fail('high tag numbers are not used here')
  if (first < 0x80) return { tag, contentStart: at + 2, length: first, loose: false }
  if (first === 0x80) {
    if (mode === 'der' || (tag & 0x20) === 0) fail('indefinite length')
    return { tag, contentStart: at + 2, length: undefined, loose: true }
  }
  const { length, loose } = readLongLength(bytes, at + 1, mode)
  return { tag, contentStart: at + 2 + (first & 0x7f), length, loose }
}

/** End of the content of an indefinite element (before its two closing zeros). */
function indefiniteEnd(bytes: Uint8Array, start: number, depth: number): number {
  let at = start
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) at = elementAt(bytes, at, 'ber', depth + 1).end
  return at
}

function elementAt(
  bytes: Uint8Array,
  at: number,
  mode: DerMode,
  depth: number,
): { node: DerNode; end: number } {
  if (depth > MAX_DEPTH) fail('nested too deeply')
  const head = readHeader(bytes, at, mode)
  const contentEnd =
    head.length === undefined
      ? indefiniteEnd(bytes, head.contentStart, depth)
      : head.contentStart + head.length
  const end = head.length === undefined ? contentEnd + 2 : contentEnd
  if (end > bytes.length) fail('element is cut off')
  const node: DerNode = {
    tag: head.tag,
    raw: bytes.subarray(at, end),
    content: bytes.subarray(head.contentStart, contentEnd),
    depth,
    mode,
    loose: head.loose,
  }
  return { node, end }
}

/** The first element of the bytes and where it ends; what follows is the caller's to judge. @throws DerError */
export function readDerPrefix(bytes: Uint8Array, mode: DerMode = 'der'): { node: DerNode; end: number } {
  if (bytes.length > MAX_DER_BYTES) fail('too large')
  return elementAt(bytes, 0, mode, 0)
}

/** The one element that the bytes are. @throws DerError also when something follows it */
export function readDer(bytes: Uint8Array, mode: DerMode = 'der'): DerNode {
  const { node, end } = readDerPrefix(bytes, mode)
  if (end !== bytes.length) fail('bytes follow the element')
  return node
}

/** The elements inside a constructed element. @throws DerError */
export function childrenOf(node: DerNode): readonly DerNode[] {
  if ((node.tag & 0x20) === 0) fail('not constructed')
  const found: DerNode[] = []
  let at = 0
  while (at < node.content.length) {
    if (found.length >= MAX_CHILDREN) fail('too many elements')
    const { node: child, end } = elementAt(node.content, at, node.mode, node.depth + 1)
    found.push(child)
    at = end
  }
  return found
}

/** Reads the elements of a SEQUENCE or SET in order. Every method throws DerError for what is not there. */
export class DerFields {
  readonly #items: readonly DerNode[]
  #at = 0

  constructor(node: DerNode, tag = 0x30) {
    if (node.tag !== tag) fail(`expected tag ${tag.toString(16)}`)
    this.#items = childrenOf(node)
  }

  next(tag: number): DerNode {
    const item = this.#items[this.#at]
    if (item?.tag !== tag) return fail(`expected tag ${tag.toString(16)}`)
    this.#at += 1
    return item
  }

  optional(tag: number): DerNode | undefined {
    const item = this.#items[this.#at]
    if (item?.tag !== tag) return undefined
    this.#at += 1
    return item
  }

  any(): DerNode {
    const item = this.#items[this.#at]
    if (item === undefined) return fail('element is missing')
    this.#at += 1
    return item
  }

  rest(): readonly DerNode[] {
    const items = this.#items.slice(this.#at)
    this.#at = this.#items.length
    return items
  }

  get done(): boolean {
    return this.#at === this.#items.length
  }

  end(): void {
    if (!this.done) fail('unexpected elements')
  }
}
