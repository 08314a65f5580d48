import {
  malformed,
  type PdfDict,
  type PdfNumber,
  type PdfRef,
  type PdfString,
  type PdfValue,
} from './objects.ts'

const MAX_DEPTH = 64
const MAX_ITEMS = 1_000_000
const MAX_NAME_BYTES = 512

const SPACE = 1
const DELIMITER = 2
const CLASS = new Uint8Array(256)
for (const c of [0, 9, 10, 12, 13, 32]) CLASS[c] = SPACE
for (const c of '()<>[]{}/%') CLASS[c.charCodeAt(0)] = DELIMITER

const isSpace = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === SPACE
const isRegular = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 0
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

const ESCAPES: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }

const latin = (bytes: Uint8Array): string => {
  let out = ''
  for (const b of bytes) out += String.fromCharCode(b)
  return out
}

/** Reads PDF syntax (ISO 32000-1, 7.2 and 7.3) at a position. Every method throws PdfError for what is not PDF. */
export class PdfReader {
  readonly bytes: Uint8Array
  readonly end: number
  at: number

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get peek(): number | undefined {
    return this.at < this.end ? this.bytes[this.at] : undefined
  }

  skipSpace(): void {
    for (;;) {
      const c = this.peek
      if (c === 0x25) {
        while (this.peek !== undefined && this.peek !== 10 && this.peek !== 13) this.at += 1
      } else if (isSpace(c)) {
        this.at += 1
      } else return
    }
  }

  /** Whether the keyword stands here, and goes behind it. */
  keyword(word: string): boolean {
    for (let i = 0; i < word.length; i++) {
      if (this.at + i >= this.end || this.bytes[this.at + i] !== word.charCodeAt(i)) return false
    }
    if (this.at + word.length < this.end && isRegular(this.bytes[this.at + word.length])) return false
    this.at += word.length
    return true
  }

  expect(word: string): void {
    this.skipSpace()
    if (!this.keyword(word)) malformed(`expected ${word} at ${this.at}`)
  }

  /** A non-negative integer of at most 10 digits. */
  integer(): number {
    this.skipSpace()
    const start = this.at
    let value = 0
    while (isDigit(this.peek)) {
      value = value * 10 + ((this.peek ?? 0) - 0x30)
      this.at += 1
    }
    const digits = this.at - start
    if (digits === 0 || digits > 10) malformed(`expected an integer at ${start}`)
    return value
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) malformed('nested too deeply')
    this.skipSpace()
    const c = this.peek
    switch (c) {
      case 0x2f:
        return { kind: 'name', value: this.#name() }
      case 0x28:
        return this.#literal()
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hexString()
      case 0x5b:
        return this.#array(depth)
      default:
        return isDigit(c) || c === 0x2b || c === 0x2d || c === 0x2e ? this.#numberOrRef() : this.#word()
    }
  }

  #word(): null | boolean {
    if (this.keyword('null')) return null
    if (this.keyword('true')) return true
    if (this.keyword('false')) return false
    return malformed(`unexpected bytes at ${this.at}`)
  }

  #number(): PdfNumber {
    const start = this.at
    while (isRegular(this.peek)) this.at += 1
    const text = latin(this.bytes.subarray(start, Math.min(this.at, start + 40)))
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) malformed(`not a number at ${start}`)
    return { kind: 'number', value: Number(text), integer: /^\+?\d{1,15}$/.test(text) }
  }

  #numberOrRef(): PdfNumber | PdfRef {
    const first = this.#number()
    if (!first.integer) return first
    const after = this.at
    this.skipSpace()
    if (isDigit(this.peek)) {
      let gen = 0
      const start = this.at
      while (isDigit(this.peek) && this.at - start < 6) {
        gen = gen * 10 + ((this.peek ?? 0) - 0x30)
        this.at += 1
      }
      if (isSpace(this.peek)) {
        this.skipSpace()
        if (this.keyword('R')) return { kind: 'ref', num: first.value, gen }
      }
    }
    this.at = after
    return first
  }

  #name(): string {
    this.at += 1
    const start = this.at
    let text = ''
    while (isRegular(this.peek)) {
      const c = this.peek ?? 0
      const high = c === 0x23 ? hexValue(this.bytes[this.at + 1]) : -1
      const low = high >= 0 && this.at + 2 < this.end ? hexValue(this.bytes[this.at + 2]) : -1
      text += String.fromCharCode(low >= 0 ? high * 16 + low : c)
      this.at += low >= 0 ? 3 : 1
      if (this.at - start > MAX_NAME_BYTES) malformed('name is too long')
    }
    return text
  }

  #hexString(): PdfString {
    const start = this.at
    const close = this.bytes.indexOf(0x3e, start)
    if (close < 0 || close >= this.end) malformed('string without end')
    const out = new Uint8Array((close - start) >> 1)
    let count = 0
    const { bytes } = this
    for (let i = start + 1; i < close; i++) {
      const digit = hexValue(bytes[i])
      if (digit < 0) {
        if (!isSpace(bytes[i])) malformed(`bad hexadecimal at ${i}`)
        continue
      }
      if (count % 2 === 0) out[count >> 1] = digit << 4
      else out[count >> 1] = (out[count >> 1] ?? 0) | digit
      count += 1
    }
    this.at = close + 1
    return { kind: 'string', bytes: out.subarray(0, (count + 1) >> 1), hex: true, start, end: this.at }
  }

  #escape(out: number[]): void {
    const c = this.bytes[this.at] ?? 0
    this.at += 1
    if (c >= 0x30 && c <= 0x37) {
      let value = c - 0x30
      for (let i = 0; i < 2; i++) {
        const digit = this.bytes[this.at] ?? 0
        if (digit < 0x30 || digit > 0x37) break
        value = value * 8 + digit - 0x30
        this.at += 1
      }
      out.push(value & 0xff)
    } else if (c === 13) {
      if (this.bytes[this.at] === 10) this.at += 1
    } else if (c !== 10) out.push(ESCAPES[c] ?? c)
  }

  #literal(): PdfString {
    const start = this.at
    const out: number[] = []
    let open = 1
    this.at += 1
    while (open > 0) {
      const c = this.peek
      if (c === undefined) return malformed('string without end')
      this.at += 1
      if (c === 0x5c) {
        this.#escape(out)
        continue
      }
      if (c === 0x28) open += 1
      if (c === 0x29) open -= 1
      if (open > 0) out.push(c)
    }
    return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: this.at }
  }

  #array(depth: number): PdfValue {
    this.at += 1
    const items: PdfValue[] = []
    for (;;) {
      this.skipSpace()
      if (this.peek === 0x5d) {
        this.at += 1
        return { kind: 'array', items }
      }
      if (items.length >= MAX_ITEMS) malformed('array is too long')
      items.push(this.value(depth + 1))
    }
  }

  #dict(depth: number): PdfDict {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    const doubled = new Set<string>()
    for (;;) {
      this.skipSpace()
      if (this.peek === 0x3e && this.bytes[this.at + 1] === 0x3e && this.at + 1 < this.end) {
        this.at += 2
        const doubledType = doubled.size === 1 && doubled.has('Type')
        return { kind: 'dict', entries, ambiguous: doubled.size > 0, doubledType }
      }
      if (this.peek !== 0x2f) malformed(`expected a key at ${this.at}`)
      const key = this.#name()
      if (entries.has(key)) doubled.add(key)
      entries.set(key, this.value(depth + 1))
    }
  }
}
