import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObject,
  type PDFRef,
  type PDFContext,
} from '@cantoo/pdf-lib'
import { deflateSync } from 'node:zlib'

/** Plain values that become PDF objects: numbers, names written `/Name`, references, nested lists and dictionaries. */
export type Value =
  number | string | boolean | PDFObject | readonly Value[] | { readonly [key: string]: Value }

/** A text in UTF-16BE, so that every character arrives, whatever plane it is in. */
export const textString = (text: string): PDFHexString => PDFHexString.fromText(text)

/** Turns plain values into PDF objects. Strings are names; texts go through `textString`. */
export function toPdf(context: PDFContext, value: Value): PDFObject {
  if (value instanceof PDFObject) return value
  if (typeof value === 'number') return PDFNumber.of(Number(value.toFixed(4)))
  if (typeof value === 'string') return PDFName.of(value)
  if (typeof value === 'boolean') return context.obj(value)
  if (Array.isArray(value)) {
    const list = PDFArray.withContext(context)
    for (const item of value as readonly Value[]) list.push(toPdf(context, item))
    return list
  }
  const dict = PDFDict.withContext(context)
  for (const [key, item] of Object.entries(value)) dict.set(PDFName.of(key), toPdf(context, item))
  return dict
}

export const dictOf = (context: PDFContext, entries: { readonly [key: string]: Value }): PDFDict =>
  toPdf(context, entries) as PDFDict

/** How hard streams are compressed: level 4 is within 2 % of level 9 in size at two thirds of its time (docs/adr/0005). */
const LEVEL = 4

export const compress = (bytes: Uint8Array | string): Uint8Array =>
  deflateSync(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, { level: LEVEL })

/** Adds a compressed stream. `compressed` bytes are taken as they are. */
export function addStream(
  context: PDFContext,
  bytes: Uint8Array | string,
  entries: { readonly [key: string]: Value } = {},
  compressed = false,
): PDFRef {
  const data = compressed && typeof bytes !== 'string' ? bytes : compress(bytes)
  const dict = dictOf(context, { Filter: 'FlateDecode', ...entries, Length: data.length })
  return context.register(new Stream(dict, data))
}

/** Adds a stream as it is, for bytes that must be readable without a decoder: the XMP packet. */
export function addPlainStream(
  context: PDFContext,
  bytes: Uint8Array,
  entries: { readonly [key: string]: Value },
): PDFRef {
  return context.register(new Stream(dictOf(context, { ...entries, Length: bytes.length }), bytes))
}

const OPENING = '\nstream\n'
const CLOSING = '\nendstream'

function copyText(text: string, buffer: Uint8Array, offset: number): number {
  for (let i = 0; i < text.length; i++) buffer[offset + i] = text.charCodeAt(i)
  return text.length
}

/** A stream whose bytes are ready; the library's own copies byte by byte and takes a tenth of a document's time. */
class Stream extends PDFObject {
  private readonly dict: PDFDict
  private readonly data: Uint8Array

  constructor(dict: PDFDict, data: Uint8Array) {
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
