import {
  integerOf,
  isKind,
  malformed,
  nameOf,
  PdfError,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from './objects.ts'
import { decodeStream } from './filters.ts'
import { PdfReader } from './syntax.ts'
import { readIndirect, readSection, sliceStream, type XrefEntry, type XrefSection } from './xref.ts'

const MAX_PDF_BYTES = 200 * 1024 * 1024
const MAX_SECTIONS = 1000
const MAX_DECODED_TOTAL = 256 * 1024 * 1024
const MAX_OBJECTS_IN_STREAM = 100_000
const TAIL_BYTES = 2048

const FREE: XrefEntry = { type: 'free' }

/** The number behind the last `startxref` before `end`, and where that keyword stands. */
function lastStartxref(bytes: Uint8Array, end: number): { offset: number; at: number } | undefined {
  const from = Math.max(0, end - TAIL_BYTES)
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1')
  const at = tail.lastIndexOf('startxref')
  const m = at < 0 ? null : /^startxref\s+(\d{1,10})\s+%%EOF/.exec(tail.slice(at, at + 64))
  return m ? { offset: Number(m[1]), at: from + at } : undefined
}

/** One saved state of the file: what a reader saw when the file ended there. */
export class PdfRevision {
  readonly document: PdfDocument
  readonly section: XrefSection
  /** 0 is the newest. */
  readonly index: number
  readonly #merged = new Map<number, XrefEntry>()

  constructor(document: PdfDocument, index: number) {
    this.document = document
    this.index = index
    this.section = document.sections[index] ?? malformed('no such revision')
    for (const section of document.sections.slice(index)) {
      for (const [num, entry] of section.entries) if (!this.#merged.has(num)) this.#merged.set(num, entry)
    }
  }

  get trailer(): PdfDict {
    return this.section.trailer
  }

  entry(num: number): XrefEntry {
    return this.#merged.get(num) ?? FREE
  }

  object(num: number): PdfValue {
    return this.document.load(this, num, this.entry(num))
  }

  resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? null
    for (let hops = 0; isKind(current, 'ref'); hops++) {
      if (hops > 16) malformed('references go round')
      const entry = this.entry(current.num)
      current = entry.type === 'at' && entry.gen !== current.gen ? null : this.object(current.num)
    }
    return current
  }

  dict(value: PdfValue | undefined): PdfDict | undefined {
    const resolved = this.resolve(value)
    return isKind(resolved, 'dict') ? resolved : isKind(resolved, 'stream') ? resolved.dict : undefined
  }

  array(value: PdfValue | undefined): readonly PdfValue[] | undefined {
    const resolved = this.resolve(value)
    return isKind(resolved, 'array') ? resolved.items : undefined
  }

  get catalog(): PdfDict {
    return this.dict(this.trailer.entries.get('Root')) ?? malformed('no catalog')
  }

  /** The stored bytes of a stream, still encoded. */
  rawStream(stream: PdfStream): Uint8Array {
    const length = integerOf(this.resolve(stream.dict.entries.get('Length')))
    return sliceStream(stream, length ?? malformed('stream without length'))
  }

  decodedStream(stream: PdfStream): Uint8Array {
    return this.document.spend(decodeStream(stream.dict, this.rawStream(stream)))
  }
}

interface ObjectStream {
  readonly data: Uint8Array
  readonly numbers: readonly number[]
  readonly offsets: readonly number[]
  readonly values: Map<number, PdfValue>
}

/**
 * A PDF file by its cross-reference chain, and by nothing else: no repair, no search for objects, since a repaired reading
 * is one that the signer never saw. Work is bounded by the limits above. Methods throw PdfError.
 */
export class PdfDocument {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly sections: readonly XrefSection[]
  readonly #cache = new Map<XrefEntry, PdfValue>()
  readonly #loading = new Set<XrefEntry>()
  readonly #streams = new Map<XrefEntry, ObjectStream>()
  readonly #revisions = new Map<number, PdfRevision>()
  #decoded = 0

  constructor(bytes: Uint8Array) {
    if (bytes.length > MAX_PDF_BYTES) throw new PdfError('pdf-too-large', 'larger than 200 MB')
    this.bytes = bytes
    this.sections = this.#readSections()
  }

  #readSections(): XrefSection[] {
    const start = lastStartxref(this.bytes, this.bytes.length) ?? malformed('no startxref at the end')
    const sections: XrefSection[] = []
    const seen = new Set<number>()
    let next: number | undefined = start.offset
    while (next !== undefined) {
      if (seen.has(next) || sections.length >= MAX_SECTIONS) malformed('cross-reference chain goes round')
      seen.add(next)
      const section: XrefSection = readSection(this.bytes, next)
      sections.push(section)
      next = section.previous
    }
    return sections
  }

  get latest(): PdfRevision {
    return this.revision(0)
  }

  revision(index: number): PdfRevision {
    const known = this.#revisions.get(index)
    if (known) return known
    const made = new PdfRevision(this, index)
    this.#revisions.set(index, made)
    return made
  }

  get encrypted(): boolean {
    return this.sections.some(s => s.trailer.entries.has('Encrypt'))
  }

  spend(data: Uint8Array): Uint8Array {
    this.#decoded += data.length
    if (this.#decoded > MAX_DECODED_TOTAL) throw new PdfError('pdf-too-large', 'too much to decode')
    return data
  }

  load(revision: PdfRevision, num: number, entry: XrefEntry): PdfValue {
    if (entry.type === 'free') return null
    if (entry.type === 'in') return this.#loadCompressed(revision, num, entry)
    const known = this.#cache.get(entry)
    if (known !== undefined) return known
    const read = readIndirect(this.bytes, entry.offset)
    if (read.num !== num || read.gen !== entry.gen) malformed(`object ${num} is not where it should be`)
    this.#cache.set(entry, read.value)
    return read.value
  }

  #loadCompressed(revision: PdfRevision, num: number, entry: XrefEntry & { type: 'in' }): PdfValue {
    const holder = revision.entry(entry.container)
    if (holder.type !== 'at') return malformed('object stream is missing')
    if (this.#loading.has(holder)) malformed('object streams go round')
    this.#loading.add(holder)
    try {
      const stream = this.#streams.get(holder) ?? this.#openStream(revision, entry.container, holder)
      this.#streams.set(holder, stream)
      const offset = stream.offsets[entry.index]
      if (stream.numbers[entry.index] !== num || offset === undefined) {
        return malformed(`object ${num} is not in its object stream`)
      }
      const value = stream.values.get(entry.index) ?? new PdfReader(stream.data, offset).value()
      stream.values.set(entry.index, value)
      return value
    } finally {
      this.#loading.delete(holder)
    }
  }

  #openStream(revision: PdfRevision, num: number, holder: XrefEntry): ObjectStream {
    const stream = this.load(revision, num, holder)
    if (!isKind(stream, 'stream') || nameOf(stream.dict.entries.get('Type')) !== 'ObjStm') {
      return malformed('not an object stream')
    }
    if (this.encrypted) throw new PdfError('pdf-encrypted', 'object streams are encrypted')
    const data = revision.decodedStream(stream)
    const count = integerOf(stream.dict.entries.get('N')) ?? 0
    const first = integerOf(stream.dict.entries.get('First')) ?? malformed('object stream without First')
    if (count > MAX_OBJECTS_IN_STREAM || first > data.length) malformed('bad object stream')
    const head = new PdfReader(data, 0, first)
    const numbers: number[] = []
    const offsets: number[] = []
    for (let i = 0; i < count; i++) {
      numbers.push(head.integer())
      offsets.push(first + head.integer())
    }
    return { data, numbers, offsets, values: new Map() }
  }
}
