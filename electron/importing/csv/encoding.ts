import { fault } from '../faults.ts'
import { type FileSource } from '../file-source.ts'
import { words } from '../../../shared/kernel/words.ts'

type CsvEncoding = 'utf-8' | 'gb18030'

export interface FoundEncoding {
  readonly encoding: CsvEncoding
  /** Bytes of the byte order mark, to be skipped. */
  readonly bom: 0 | 3
}

/** What a strict reading as UTF-8 (Unicode table 3-7) has met so far. */
interface Utf8Scan {
  /** Characters of two bytes, and of three or four. */
  two: number
  more: number
  /** Offset of the first byte that cannot be UTF-8. */
  errorAt: number | undefined
}

/**
 * So many characters of three bytes before the first error, and it was UTF-8 that got damaged. A text in GB18030 meets
 * such a sequence by chance about once in some hundred characters, and errors long before the eighth.
 */
const SURELY_UTF8 = 8

interface Utf8Scanner {
  feed(bytes: Uint8Array): void
  end(): Utf8Scan
}

/** Bytes that follow a lead byte, and the bounds of the first of them; undefined for a byte that leads nothing. */
function lead(byte: number): { more: number; low: number; high: number } | undefined {
  if (byte >= 0xc2 && byte <= 0xdf) return { more: 1, low: 0x80, high: 0xbf }
  if (byte >= 0xe0 && byte <= 0xef)
    return { more: 2, low: byte === 0xe0 ? 0xa0 : 0x80, high: byte === 0xed ? 0x9f : 0xbf }
  if (byte >= 0xf0 && byte <= 0xf4)
    return { more: 3, low: byte === 0xf0 ? 0x90 : 0x80, high: byte === 0xf4 ? 0x8f : 0xbf }
  return undefined
}

export function utf8Scanner(): Utf8Scanner {
  const scan: Utf8Scan = { two: 0, more: 0, errorAt: undefined }
  let at = 0
  let left = 0
  let low = 0x80
  let high = 0xbf
  const start = (byte: number) => {
    const found = lead(byte)
    if (!found) {
      scan.errorAt = at
      return
    }
    ;({ more: left, low, high } = found)
    if (left === 1) scan.two++
    else scan.more++
  }
  return {
    feed(bytes) {
      for (let i = 0; i < bytes.length && scan.errorAt === undefined; i++, at++) {
        const byte = bytes[i] as number
        if (left > 0) {
          if (byte < low || byte > high) scan.errorAt = at
          left--
          low = 0x80
          high = 0xbf
        } else if (byte >= 0x80) start(byte)
      }
    },
    end() {
      if (left > 0) scan.errorAt ??= at
      return scan
    },
  }
}

const SAVE_AS_UTF8 = words(
  '请在表格软件中另存为“CSV UTF-8（逗号分隔）”或 xlsx 后再导入',
  'save it as "CSV UTF-8" or xlsx in a spreadsheet and import that',
)

const damagedText = (at: number) =>
  fault(
    'encoding-unknown',
    words(`文件文字编码在第 ${at + 1} 字节处损坏`, `the text encoding is damaged at byte ${at + 1}`),
    SAVE_AS_UTF8,
    { byte: at + 1 },
  )

const beginsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, i) => bytes[i] === byte)

/** Length of a UTF-8 mark at the start of the file. */
export async function utf8MarkOf(source: FileSource): Promise<0 | 3> {
  return beginsWith(await source.read(0, Math.min(3, source.size)), 0xef, 0xbb, 0xbf) ? 3 : 0
}

async function isGb18030(source: FileSource): Promise<boolean> {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  try {
    for await (const bytes of source.chunks(0, source.size)) decoder.decode(bytes, { stream: true })
    decoder.decode()
    return true
  } catch (e) {
    if (e instanceof TypeError) return false
    throw e
  }
}

/**
 * Tells UTF-8 from GB18030 by the whole file, not by a guess on its beginning:
 * 1. a UTF-8 mark: UTF-8, and it must be valid to the end; a UTF-16 mark is refused in words;
 * 2. valid UTF-8 to the end with at least one character of three bytes (every Chinese one), or ASCII only: UTF-8;
 * 3. valid UTF-8 with characters of two bytes only (Latin, Greek, Cyrillic …) that is also valid GB18030: GB18030, since a
 *    table of a Chinese office without a single Chinese character is less likely than a short one in GB18030;
 * 4. not valid UTF-8, but eight characters of three bytes before the first error: UTF-8 that was damaged or cut, refused;
 * 5. otherwise GB18030 if valid to the end, or else refused.
 */
export async function findEncoding(source: FileSource): Promise<FoundEncoding> {
  const start = await source.read(0, Math.min(3, source.size))
  if (beginsWith(start, 0xff, 0xfe) || beginsWith(start, 0xfe, 0xff))
    throw fault(
      'encoding-unknown',
      words('文件是 UTF-16（Unicode 文本）编码', 'the file is in UTF-16'),
      SAVE_AS_UTF8,
    )
  const bom = await utf8MarkOf(source)
  const scanner = utf8Scanner()
  for await (const bytes of source.chunks(bom, source.size - bom)) scanner.feed(bytes)
  const { two, more, errorAt } = scanner.end()
  if (errorAt === undefined && (bom === 3 || more > 0 || two === 0)) return { encoding: 'utf-8', bom }
  if (bom === 3 || (errorAt !== undefined && more > SURELY_UTF8)) throw damagedText(bom + (errorAt ?? 0))
  if (await isGb18030(source)) return { encoding: 'gb18030', bom: 0 }
  if (errorAt === undefined) return { encoding: 'utf-8', bom: 0 }
  throw damagedText(errorAt)
}

/** The file as text, in pieces. @throws ImportFault when the bytes are not what the encoding allows. */
export async function* decodedText(
  source: FileSource,
  { encoding, bom }: FoundEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let at: number = bom
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw damagedText(at)
    }
  }
  for await (const bytes of source.chunks(bom, source.size - bom)) {
    yield decode(bytes)
    at += bytes.length
  }
  yield decode()
}
