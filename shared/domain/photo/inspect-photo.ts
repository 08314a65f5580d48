import { appError, type AppError } from '../../kernel/app-error.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { words } from '../../kernel/words.ts'
import { type PhotoRule } from '../kinds/kind.ts'

export interface PhotoFacts {
  readonly format: 'jpeg' | 'png' | 'bmp'
  readonly widthPx: number
  readonly heightPx: number
}

const u16be = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0)
const u32be = (b: Uint8Array, at: number): number => u16be(b, at) * 65_536 + u16be(b, at + 2)
const u32le = (b: Uint8Array, at: number): number =>
  (b[at] ?? 0) + (b[at + 1] ?? 0) * 256 + (b[at + 2] ?? 0) * 65_536 + (b[at + 3] ?? 0) * 16_777_216

const startsWith = (b: Uint8Array, signs: readonly number[]): boolean => signs.every((v, i) => b[i] === v)

/** Walks the JPEG's segments to its frame header (SOF0–SOF15 without DHT, JPG, DAC). */
function jpegSize(bytes: Uint8Array): PhotoFacts | undefined {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { format: 'jpeg', heightPx: u16be(bytes, at + 5), widthPx: u16be(bytes, at + 7) }
    }
    const length = u16be(bytes, at + 2)
    if (length < 2 || marker === 0xda) return undefined
    at += 2 + length
  }
  return undefined
}

/** What a picture's header says; undefined for anything that is no JPEG, PNG or BMP. */
export function photoFacts(bytes: Uint8Array): PhotoFacts | undefined {
  if (startsWith(bytes, [0xff, 0xd8])) return jpegSize(bytes)
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && bytes.length > 24) {
    return { format: 'png', widthPx: u32be(bytes, 16), heightPx: u32be(bytes, 20) }
  }
  if (startsWith(bytes, [0x42, 0x4d]) && bytes.length > 26) {
    const height = u32le(bytes, 22)
    return {
      format: 'bmp',
      widthPx: u32le(bytes, 18),
      heightPx: height > 0x7fffffff ? 0x100000000 - height : height,
    }
  }
  return undefined
}

export type PhotoErrorCode =
  'photo-unreadable' | 'photo-format' | 'photo-size' | 'photo-pixels' | 'photo-shape'

const asks = (rule: PhotoRule) =>
  words(
    `请使用 ${rule.widthPx}×${rule.heightPx} 像素左右、${Math.round(rule.minBytes / 1024)} KB 至 ${Math.round(rule.maxBytes / 1024)} KB 的照片`,
    `Use a picture of about ${rule.widthPx}×${rule.heightPx} pixels, ${Math.round(rule.minBytes / 1024)} KB to ${Math.round(rule.maxBytes / 1024)} KB`,
  )

/** Judges a photo by the kind's rule: format, bytes, pixels, shape. */
export function checkPhoto(bytes: Uint8Array, rule: PhotoRule): Result<PhotoFacts, AppError<PhotoErrorCode>> {
  const next = asks(rule)
  const facts = photoFacts(bytes)
  if (!facts || facts.widthPx === 0 || facts.heightPx === 0) {
    return err(appError('photo-unreadable', words('照片文件无法识别', 'The photo cannot be read'), { next }))
  }
  if (!rule.formats.includes(facts.format)) {
    return err(
      appError(
        'photo-format',
        words(`照片格式 ${facts.format} 不受理`, `The format ${facts.format} is not taken`),
        { next },
      ),
    )
  }
  if (bytes.length < rule.minBytes || bytes.length > rule.maxBytes) {
    const size = Math.round(bytes.length / 1024)
    return err(
      appError('photo-size', words(`照片大小为 ${size} KB，不符合要求`, `The photo has ${size} KB`), {
        next,
      }),
    )
  }
  if (facts.widthPx < rule.widthPx * 0.5 || facts.widthPx > rule.widthPx * 8) {
    return err(
      appError(
        'photo-pixels',
        words(
          `照片为 ${facts.widthPx}×${facts.heightPx} 像素`,
          `The photo has ${facts.widthPx}×${facts.heightPx} pixels`,
        ),
        { next },
      ),
    )
  }
  const wanted = rule.widthPx / rule.heightPx
  if (Math.abs(facts.widthPx / facts.heightPx / wanted - 1) > rule.ratioTolerance) {
    return err(
      appError('photo-shape', words('照片宽高比例不符合要求', 'The photo has the wrong proportions'), {
        next,
      }),
    )
  }
  return ok(facts)
}
