import { concatBytes, utf8 } from './bytes.ts'
import { millisOf, type Instant } from './instant.ts'

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 | bytes.length, ...bytes]
}

/** One element with the identifier octet as given. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((n, part) => n + part.length, 0)
  return concatBytes([Uint8Array.from([tag, ...lengthBytes(length)]), ...parts])
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...parts)

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0)
  return a.length - b.length
}

/** The elements in the order that DER asks of a SET OF. */
export const setContent = (parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes([...parts].sort(compareBytes))

export const setOf = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x31, setContent(parts))

/** `[n]` constructed around whole elements (EXPLICIT), or in place of a constructed tag (IMPLICIT). */
export const context = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => tlv(0xa0 | n, ...parts)

/** `[n]` in place of a primitive tag. */
export const contextPrimitive = (n: number, content: Uint8Array): Uint8Array => tlv(0x80 | n, content)

export const octetString = (bytes: Uint8Array): Uint8Array => tlv(0x04, bytes)

export const bitString = (bytes: Uint8Array, unused = 0): Uint8Array =>
  tlv(0x03, Uint8Array.from([unused]), bytes)

export const nullValue = (): Uint8Array => Uint8Array.from([0x05, 0x00])

export const booleanTrue = (): Uint8Array => Uint8Array.from([0x01, 0x01, 0xff])

/** A non-negative INTEGER from a number or from big-endian magnitude bytes. */
export function integer(value: number | Uint8Array): Uint8Array {
  let bytes = typeof value === 'number' ? Uint8Array.from(lengthDigits(value)) : value
  let skip = 0
  while (skip < bytes.length - 1 && bytes[skip] === 0) skip += 1
  bytes = bytes.subarray(skip)
  return (bytes[0] ?? 0) >= 0x80 ? tlv(0x02, Uint8Array.of(0), bytes) : tlv(0x02, bytes)
}

function lengthDigits(value: number): number[] {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('not a non-negative integer')
  const digits: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return digits.length === 0 ? [0] : digits
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc & 0x7f]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left & 0x7f) | 0x80)
    }
    bytes.push(...digits)
  }
  return tlv(0x06, Uint8Array.from(bytes))
}

export const utf8String = (text: string): Uint8Array => tlv(0x0c, utf8(text))

/** For ASCII only: country codes. */
export const printableString = (text: string): Uint8Array => tlv(0x13, utf8(text))

/** UTF-16, for names in PKCS#12. */
export function bmpString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) >> 8
    bytes[2 * i + 1] = text.charCodeAt(i) & 0xff
  }
  return tlv(0x1e, bytes)
}

/** UTCTime until 2049, GeneralizedTime after, as RFC 5280 asks. Seconds; fractions are dropped. */
export function time(instant: Instant): Uint8Array {
  const iso = new Date(millisOf(instant)).toISOString()
  const digits = `${iso.slice(0, 19).replace(/[-:T]/g, '')}Z`
  return Number(iso.slice(0, 4)) < 2050 ? tlv(0x17, utf8(digits.slice(2))) : tlv(0x18, utf8(digits))
}
