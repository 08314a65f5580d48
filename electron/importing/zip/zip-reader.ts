import { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fault, tooLarge, unreadable } from '../faults.ts'
import { type FileSource } from '../file-source.ts'
import { type ImportLimits } from '../limits.ts'
import { words } from '../../../shared/kernel/words.ts'
import { crc32 } from '../../../shared/kernel/crc32.ts'
import { readDirectory, type ZipEntry } from './directory.ts'

const LOCAL_HEADER = 0x04034b50
const RATIO_FREE_BYTES = 16 * 1024 * 1024

export interface ZipFile {
  has(name: string): boolean
  /** Inflated bytes of a part, in pieces, with its size, ratio and checksum watched. */
  part(name: string): AsyncGenerator<Uint8Array>
}

const damaged = (name: string) =>
  unreadable(`部件 ${name} 已损坏`, `its part ${name} is damaged`, { part: name })

async function dataStart(source: FileSource, entry: ZipEntry): Promise<number> {
  const head = await source.read(entry.offset, 30)
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  if (view.getUint32(0, true) !== LOCAL_HEADER) throw damaged(entry.name)
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
  if (start + entry.packedSize > source.size) throw damaged(entry.name)
  return start
}

async function* inflated(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed)
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  // Errors reach the reader through `inflate`; an early end of reading is not an error.
  pipeline(input, inflate, () => undefined)
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array
  } finally {
    inflate.destroy()
    input.destroy()
  }
}

async function* readPart(
  source: FileSource,
  entry: ZipEntry,
  limits: ImportLimits,
): AsyncGenerator<Uint8Array> {
  const packed = source.chunks(await dataStart(source, entry), entry.packedSize)
  let size = 0
  let crc = 0
  for await (const chunk of entry.method === 0 ? packed : inflated(packed)) {
    size += chunk.length
    crc = crc32(chunk, crc)
    if (size > entry.size) throw damaged(entry.name)
    if (size > limits.partBytes)
      throw tooLarge('解压后的内容过大', 'the file inflates to too much', limits.partBytes)
    if (size > RATIO_FREE_BYTES && size > entry.packedSize * limits.inflateRatio)
      throw tooLarge(
        '压缩比异常，疑似压缩炸弹',
        'its compression ratio is not that of a spreadsheet',
        limits.inflateRatio,
      )
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(entry.name)
}

/** Opens the ZIP container of an xlsx file: names unique and harmless, sizes within the limits, nothing encrypted. */
export async function openZip(source: FileSource, limits: ImportLimits): Promise<ZipFile> {
  const entries = await readDirectory(source, limits)
  return {
    has: name => entries.has(name.toLowerCase()),
    async *part(name) {
      const entry = entries.get(name.toLowerCase())
      if (!entry) throw unreadable(`缺少部件 ${name}`, `its part ${name} is missing`, { part: name })
      if (entry.encrypted)
        throw fault(
          'file-encrypted',
          words('文件已加密，无法读取', 'the file is encrypted and cannot be read'),
          words(
            '请在表格软件中取消密码，另存为未加密的 xlsx 后再导入',
            'remove the password in a spreadsheet, save as xlsx without encryption and import that',
          ),
        )
      if (entry.method !== 0 && entry.method !== 8)
        throw unreadable(
          `不支持压缩方式 ${entry.method}`,
          `compression method ${entry.method} is not supported`,
        )
      yield* readPart(source, entry, limits)
    },
  }
}
