import { PDFName, PDFNumber, PDFObject, type PDFContext, type PDFRef } from '@cantoo/pdf-lib'
import { deflateSync } from 'node:zlib'

/** Plain values that become PDF syntax: numbers, names written `/Name`, references, nested lists and dictionaries. */
export type Value =
  number | string | boolean | PDFObject | readonly Value[] | { readonly [key: string]: Value }

/** Short texts are faster byte by byte than by a call into the runtime. */
const SHORT = 24

function copyText(text: string, buffer: Uint8Array, offset: number): number {
  if (text.length > SHORT)
    return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.length).write(text, offset, 'latin1')
  for (let i = 0; i < text.length; i++) buffer[offset + i] = text.charCodeAt(i)
  return text.length
}

/** PDF syntax that is written out once: the library's own objects do it twice, key by key. ASCII only. */
class Written extends PDFObject {
  private readonly parts: readonly (string | PDFObject)[]

  constructor(parts: readonly (string | PDFObject)[]) {
    super()
    this.parts = parts
  }

  override clone(): Written {
    return new Written(this.parts)
  }

  override toString(): string {
    return this.parts.map(String).join('')
  }

  override sizeInBytes(): number {
    return this.parts.reduce(
      (sum, part) => sum + (typeof part === 'string' ? part.length : part.sizeInBytes()),
      0,
    )
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    let at = offset
    for (const part of this.parts)
      at += typeof part === 'string' ? copyText(part, buffer, at) : part.copyBytesInto(buffer, at)
    return at - offset
  }
}

/** A text in UTF-16BE, so that every character arrives, whatever plane it is in. */
export const textString = (text: string): PDFObject =>
  new Written([`<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`])

/** Names as they are written; there are a few hundred, metadata included. */
const names = new Map<string, string>()
const MAX_NAMES = 2000

function nameText(name: string): string {
  let text = names.get(name)
  if (text === undefined) {
    text = PDFName.of(name).toString()
    if (names.size >= MAX_NAMES) names.clear()
    names.set(name, text)
  }
  return text
}

const numberText = (value: number): string =>
  Number.isSafeInteger(value) ? String(value) : PDFNumber.of(Number(value.toFixed(4))).toString()

/** Collects what is written, texts joined; objects that must know their place in the file stay objects. */
class Writer {
  readonly parts: (string | PDFObject)[] = []
  private text = ''

  add(value: Value): void {
    if (value instanceof Recorded) {
      this.parts.push(this.text, value)
      this.text = ''
    } else if (value instanceof PDFObject) this.text += value.toString()
    else if (typeof value === 'number') this.text += numberText(value)
    else if (typeof value === 'string') this.text += nameText(value)
    else if (typeof value === 'boolean') this.text += String(value)
    else if (Array.isArray(value)) this.list(value as readonly Value[])
    else this.dictionary(value as { readonly [key: string]: Value })
  }

  private list(items: readonly Value[]): void {
    this.text += '[ '
    for (const item of items) {
      this.add(item)
      this.text += ' '
    }
    this.text += ']'
  }

  private dictionary(entries: { readonly [key: string]: Value }): void {
    this.text += '<<\n'
    for (const [key, item] of Object.entries(entries)) {
      this.text += `${nameText(key)} `
      this.add(item)
      this.text += '\n'
    }
    this.text += '>>'
  }

  done(): Written {
    return new Written([...this.parts, this.text])
  }
}

/** A dictionary, or a list, of plain values. Strings are names; texts go through `textString`. */
export function written(value: { readonly [key: string]: Value } | readonly Value[]): PDFObject {
  const writer = new Writer()
  writer.add(value)
  return writer.done()
}

/** How hard streams are compressed: level 2 makes a face half a percent larger than level 4 and saves 0.4 ms (docs/adr/0005). */
const LEVEL = 2

/** Room for what a stream of that size mostly comes to; the library's own 16 KiB a stream are garbage by the megabyte in a batch. */
const roomFor = (bytes: number): number => Math.min(16_384, Math.max(512, Math.ceil(bytes * 0.75)))

export const compress = (bytes: Uint8Array | string): Uint8Array =>
  deflateSync(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, {
    level: LEVEL,
    chunkSize: roomFor(bytes.length),
  })

/** Streams that come again with every licence of a seal or a kind. */
const kept = new Map<string, Uint8Array>()
const MAX_KEPT = 32

/** As `compress`, remembering the last few texts. */
export function compressKept(text: string): Uint8Array {
  let bytes = kept.get(text)
  if (!bytes) {
    bytes = compress(text)
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(text, bytes)
  }
  return bytes
}

/** Adds a compressed stream. `compressed` bytes are taken as they are. */
export function addStream(
  context: PDFContext,
  bytes: Uint8Array | string,
  entries: { readonly [key: string]: Value } = {},
  compressed = false,
): PDFRef {
  const data = compressed && typeof bytes !== 'string' ? bytes : compress(bytes)
  const dict = written({ Filter: 'FlateDecode', ...entries, Length: data.length })
  return context.register(new Stream(dict, data))
}

/** Adds a stream as it is, for bytes that must be readable without a decoder: the XMP packet. */
export function addPlainStream(
  context: PDFContext,
  bytes: Uint8Array,
  entries: { readonly [key: string]: Value },
): PDFRef {
  return context.register(new Stream(written({ ...entries, Length: bytes.length }), bytes))
}

const OPENING = '\nstream\n'
const CLOSING = '\nendstream'

/** A stream whose bytes are ready; the library's own copies byte by byte and takes a tenth of a document's time. */
class Stream extends PDFObject {
  private readonly dict: PDFObject
  private readonly data: Uint8Array

  constructor(dict: PDFObject, data: Uint8Array) {
    super()
    this.dict = dict
    this.data = data
  }

  override clone(): Stream {
    return new Stream(this.dict, this.data)
  }

  override toString(): string {
    return `${this.dict.toString()}${OPENING}${Buffer.from(this.data).toString('latin1')}${CLOSING}`
  }

  override sizeInBytes(): number {
    return this.dict.sizeInBytes() + OPENING.length + this.data.length + CLOSING.length
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    let at = offset + this.dict.copyBytesInto(buffer, offset)
    at += copyText(OPENING, buffer, at)
    buffer.set(this.data, at)
    at += this.data.length
    return at + copyText(CLOSING, buffer, at) - offset
  }
}

/** A piece of the file whose place is remembered while it is written, and whose bytes may be set afterwards. */
export class Recorded extends PDFObject {
  private readonly text: string
  /** Offset in the file, once written. */
  start = -1

  constructor(text: string) {
    super()
    this.text = text
  }

  get end(): number {
    return this.start + this.text.length
  }

  override clone(): Recorded {
    return new Recorded(this.text)
  }

  override toString(): string {
    return this.text
  }

  override sizeInBytes(): number {
    return this.text.length
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    this.start = offset
    return copyText(this.text, buffer, offset)
  }

  /** Writes other text of the same length over it. */
  overwrite(file: Uint8Array, text: string): void {
    if (this.start < 0 || text.length !== this.text.length)
      throw new Error('a recorded place changed its length')
    for (let i = 0; i < text.length; i++) file[this.start + i] = text.charCodeAt(i)
  }
}
