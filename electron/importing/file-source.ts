import { open, type FileHandle } from 'node:fs/promises'
import { tooLarge, unreadable } from './faults.ts'

const CHUNK = 256 * 1024

/** A file that stays open while it is imported: replacing it under the same name does not change what is read. */
export interface FileSource {
  readonly size: number
  /** Exactly these bytes; a file that became shorter is unreadable. */
  read(start: number, length: number): Promise<Uint8Array>
  /** The same range in pieces, in order. */
  chunks(start: number, length: number): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

async function readFully(handle: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, start + done)
    if (bytesRead === 0) throw unreadable('文件在读取过程中变短', 'the file became shorter while it was read')
    done += bytesRead
  }
  return bytes
}

/** Opens a regular file for reading within the size limit. */
export async function openFileSource(path: string, maxBytes: number): Promise<FileSource> {
  const handle = await open(path, 'r')
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw unreadable('这不是普通文件', 'this is not a regular file')
    if (stat.size > maxBytes)
      throw tooLarge(`文件有 ${stat.size} 字节`, `the file has ${stat.size} bytes`, maxBytes)
    const read = (start: number, length: number) => readFully(handle, start, length)
    return {
      size: stat.size,
      read,
      async *chunks(start, length) {
        for (let at = start; at < start + length; at += CHUNK)
          yield await read(at, Math.min(CHUNK, start + length - at))
      },
      close: () => handle.close(),
    }
  } catch (e) {
    await handle.close()
    throw e
  }
}
