import { concatBytes } from '../../../shared/kernel/bytes.ts'
import { childrenOf, DerError, type DerNode } from './reader.ts'

const fail = (what: string): never => {
  throw new DerError(what)
}

const expectTag = (node: DerNode, tag: number): void => {
  if (node.tag !== tag) fail(`expected tag ${tag.toString(16)}`)
}

const MAX_OID_BYTES = 64

/** Dotted decimal. @throws DerError */
export function oidOf(node: DerNode): string {
  expectTag(node, 0x06)
  const bytes = node.content
  if (bytes.length === 0 || bytes.length > MAX_OID_BYTES || (bytes.at(-1) ?? 0x80) & 0x80) fail('bad OID')
  const arcs: bigint[] = []
  let value = 0n
  let fresh = true
  for (const b of bytes) {
    if (fresh && b === 0x80) fail('bad OID')
    value = (value << 7n) | BigInt(b & 0x7f)
    fresh = (b & 0x80) === 0
    if (fresh) {
      arcs.push(value)
      value = 0n
    }
  }
  const first = arcs[0] ?? 0n
  const top = first < 40n ? 0n : first < 80n ? 1n : 2n
  return [top, first - top * 40n, ...arcs.slice(1)].join('.')
}

/** Two's complement content, minimal. @throws DerError */
export function integerBytes(node: DerNode): Uint8Array {
  expectTag(node, 0x02)
  const [a, b] = node.content
  if (a === undefined) return fail('empty INTEGER')
  if (b !== undefined && ((a === 0 && b < 0x80) || (a === 0xff && b >= 0x80))) fail('INTEGER is not minimal')
  return node.content
}

/** A small non-negative INTEGER. @throws DerError */
export function smallInteger(node: DerNode): number {
  const bytes = integerBytes(node)
  if (bytes.length > 4 || (bytes[0] ?? 0) >= 0x80) fail('INTEGER out of range')
  return bytes.reduce((n, b) => n * 256 + b, 0)
}

export function booleanOf(node: DerNode): boolean {
  expectTag(node, 0x01)
  const [b] = node.content
  if (node.content.length !== 1 || (b !== 0 && b !== 0xff)) fail('bad BOOLEAN')
  return b === 0xff
}

/** The bytes of an OCTET STRING; in `ber` also of one in pieces. @throws DerError */
export function octetsOf(node: DerNode): Uint8Array {
  if (node.tag === 0x04) return node.content
  if (node.mode !== 'ber' || node.tag !== 0x24) return fail('expected OCTET STRING')
  return concatBytes(childrenOf(node).map(octetsOf))
}

/** The bytes of a BIT STRING whose length is whole bytes, as keys and signatures have it. @throws DerError */
export function bitStringBytes(node: DerNode): Uint8Array {
  expectTag(node, 0x03)
  if (node.content[0] !== 0) fail('bad BIT STRING')
  return node.content.subarray(1)
}

/** Numbers of the bits that are set, as in KeyUsage. @throws DerError */
export function bitsOf(node: DerNode): ReadonlySet<number> {
  expectTag(node, 0x03)
  const [unused, ...bytes] = node.content
  if (unused === undefined || unused > 7 || bytes.length > 8) fail('bad BIT STRING')
  const set = new Set<number>()
  bytes.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) set.add(i * 8 + bit)
  })
  return set
}

const TIME_PATTERNS: Readonly<Record<number, RegExp>> = {
  0x17: /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/,
  0x18: /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/,
}

/** Two-digit years run from 1950 to 2049 (RFC 5280, 4.1.2.5.1). */
const fullYear = (tag: number, year: number): number =>
  tag === 0x18 ? year : year < 50 ? 2000 + year : 1900 + year

/** Milliseconds since 1970 of UTCTime or GeneralizedTime (UTC; fractions of a second are dropped). @throws DerError */
export function timeOf(node: DerNode): number {
  const text = String.fromCharCode(...node.content.subarray(0, 32))
  const m = TIME_PATTERNS[node.tag]?.exec(text)
  if (!m) return fail('bad time')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = m.slice(1).map(v => Number(v ?? 0))
  const at = new Date(0)
  at.setUTCFullYear(fullYear(node.tag, year), month - 1, day)
  at.setUTCHours(hour, minute, second)
  const same = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && at.getUTCHours() === hour
  return same && minute < 60 && second < 61 ? at.getTime() : fail('bad time')
}

const utf16be = (bytes: Uint8Array): string => {
  let out = ''
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    out += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0))
  }
  return out
}

/** The text of any directory string; bytes that are not text become U+FFFD. Only for showing, never for comparing. */
export function textOf(node: DerNode): string {
  const bytes = node.content.subarray(0, 4096)
  if (node.tag === 0x1e) return utf16be(bytes)
  if (node.tag === 0x0c) return new TextDecoder('utf-8').decode(bytes)
  return [...bytes].map(b => String.fromCharCode(b)).join('')
}
